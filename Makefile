# What it takes is installed in .venv on first use, and again when the requirements change.
# PYTHON=, CHROMIUM= and PORT= choose what is found otherwise; ARGS= goes to pytest.

.DEFAULT_GOAL := help
.PHONY: help run check test lint bench format lock clean venv

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
	.venv/bin/python -m pytest $(ARGS)

lint: venv ## style, types and import rules
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: ## timings beside other libraries and the machine's limits, into benchmarks/results.md
	@.ci/venv benchmarks/requirements.txt .venv-bench
	@.venv-bench/bin/python benchmarks/run.py

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
