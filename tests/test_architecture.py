"""The shape of the package: who imports whom, what an import costs, how long a file gets."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LINES = 400


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_keep_to_the_layers() -> None:
    result = run_python("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("alignment", {"streamlit", "pandas", "altair", "numpy"}),
        ("alignment.cli", {"streamlit", "pandas", "altair"}),
    ],
)
def test_import_is_light(module: str, heavy: set[str]) -> None:
    result = run_python(f"import sys, {module}; print(*sorted({heavy!r} & sys.modules.keys()))")
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []


def test_files_stay_small() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in sorted((ROOT / "alignment").rglob("*.py"))
    }
    assert lengths
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}
