# What it takes is installed in .venv on first use, and again when the requirements change.
# PYTHON=, CHROMIUM= and PORT= choose what is found otherwise; ARGS= goes to pytest.

.DEFAULT_GOAL := help
# With ARGS one of the two runs of pytest may find nothing to do (its exit code 5).
NONE = $(if $(ARGS),|| test $$? -eq 5)
.PHONY: help run check test lint stress bench schema editor format lock clean venv

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## start the dashboard (PORT=8501)
	@.ci/venv requirements.txt
	@.venv/bin/python .ci/dashboard.py $(PORT)

check: ## validate rules, policies, interventions and their sources
	@.ci/venv requirements.txt
	@.venv/bin/python -m alignment check

test: venv ## everything: lint, types, import rules, tests with the browser (ARGS="-k memo")
	@.ci/browser
	@$(MAKE) --no-print-directory lint
	.venv/bin/python -m pytest -n auto --dist loadfile --ignore tests/browser $(ARGS) $(NONE)
	.venv/bin/python -m pytest -n 3 --dist loadgroup tests/browser $(ARGS) $(NONE)

lint: venv ## style, types and import rules
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

stress: venv ## kills the store and the publisher 200 times at random moments, and more (KILLS=200)
	ALIGNMENT_KILLS=$(or $(KILLS),200) .venv/bin/python -m pytest tests/workspace $(ARGS)

bench: ## timings beside other libraries and the machine's limits, into benchmarks/results.md
	@.ci/venv benchmarks/requirements.txt .venv-bench
	@.venv-bench/bin/python benchmarks/run.py

schema: venv ## write docs/schema/*.json anew, by which editors complete and explain the files
	.venv/bin/python -m alignment schema -o docs/schema

editor: ## build the YAML editor of the dashboard from its source (needs node and npm)
	@.ci/editor

format: venv ## put the code in the project's style
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: ## write requirements*.txt from pyproject.toml (UPGRADE=1: newest versions)
	@.ci/lock

clean: ## remove .venv, .venv-bench and caches
	rm -rf .venv .venv-bench .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build *.egg-info
	rm -rf tests/browser/screenshots
	find alignment tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@.ci/venv requirements-test.txt
