"""All timings in one run, to standard output and benchmarks/results.md. Run it with `make bench`.

It judges nothing: a slow machine must never fail a test.
"""

import os
import sys
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy is imported

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import budgets  # noqa: E402
import dashboard  # noqa: E402
import libraries  # noqa: E402
import many  # noqa: E402
import memo  # noqa: E402
import sessions  # noqa: E402
import shares  # noqa: E402
import startup  # noqa: E402
import workshop  # noqa: E402
from measure import machine  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results.md"
LIBRARIES = ("numpy", "scipy", "pymcdm", "scikit-criteria")
SECTIONS = (
    many.kernel,
    many.where,
    many.growth,
    libraries.scoring,
    libraries.acceptability,
    shares.attribution,
    budgets.allocation,
    startup.starting,
    workshop.editing,
    memo.writing,
    dashboard.sliding,
    dashboard.switching,
    sessions.visiting,
)


def main() -> None:
    """Measures section by section, prints each when it is there, and writes the whole."""
    parts = ["# Timings", f"Written by `make bench`; what each line means is in README.md.\n\n{machine(LIBRARIES)}"]
    print("\n\n".join(parts))
    for section in SECTIONS:
        parts.append(section().markdown())
        print(f"\n{parts[-1]}", flush=True)
    RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
