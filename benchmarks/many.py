"""Many scenarios at once: the coverage kernel beside plain numpy and beside what the machine can do."""

import numpy as np
from measure import Action, Section, doses, giga, medians, milli, strengths, times

from alignment.assessment.grid import Floats
from alignment.assessment.kernel import Plan, coverage_blocks, make_plan

INTERVENTIONS, TARGETS, SCENARIOS = 24, 200, 100_000
SAMPLE = 2_000
GOAL = 25


def _all_blocks(plan: Plan, given: Floats) -> Action:
    def run() -> None:
        for _ in coverage_blocks(plan, given):
            pass

    return run


def _one_at_a_time(rules: Floats, given: Floats) -> Floats:
    """Plain numpy: a scenario at a time, given (S, I), found (S, T)."""
    found = np.empty((len(given), rules.shape[1]))
    for row, w in zip(found, given, strict=True):
        row[:] = 1 - np.prod(1 - w[:, None] * rules, axis=0)
    return found


def kernel() -> Section:
    """The kernel, the plain loop and the machine's limits."""
    rules, given = strengths(INTERVENTIONS, TARGETS), doses(INTERVENTIONS, SCENARIOS)
    plan, sample = make_plan(rules), np.ascontiguousarray(given[:, :SAMPLE].T)
    expected = _one_at_a_time(rules, sample)
    for part, coverage in coverage_blocks(plan, given[:, :SAMPLE]):
        assert np.allclose(coverage, expected[part].T, rtol=0, atol=1e-13)
    large, square = np.ones(20_000_000), np.ones((2_000, 2_000))
    fast, plain, planning, write, product = medians(
        _all_blocks(plan, given),
        lambda: _one_at_a_time(rules, sample),
        lambda: make_plan(rules),
        lambda: large.fill(2.0),
        lambda: square @ square,
    )
    plain *= SCENARIOS / SAMPLE
    cells = TARGETS * SCENARIOS
    return Section(
        "Coverage of many scenarios",
        f"{INTERVENTIONS} interventions x {TARGETS} targets x {SCENARIOS:,} scenarios, float64; half of the pairs have "
        f"a strength, 0.4 or 0.8, at random. A cell is a coverage. The plain loop is timed on {SAMPLE:,} scenarios and "
        "scaled.",
        ("", "ms", "10^9 cells/s", "times the plain loop"),
        [
            ("`coverage_blocks`, plan made beforehand", milli(fast), giga(cells / fast), times(plain / fast)),
            (
                "`make_plan` and `coverage_blocks`",
                milli(fast + planning),
                giga(cells / (fast + planning)),
                times(plain / (fast + planning)),
            ),
            (
                "`1 - np.prod(1 - w[:, None] * r, axis=0)` per scenario",
                milli(plain),
                giga(cells / plain),
                "1.0",
            ),
            ("the machine: filling memory (`ndarray.fill`)", "", giga(large.size / write), ""),
            (f"the machine: matrix product, {2 * len(square) ** 3 / product / 1e9:.0f} GFLOP/s", "", "", ""),
        ],
        f"Goal: at least {GOAL} times the plain loop: {'reached' if plain / fast >= GOAL else 'not reached'}.",
    )


def where() -> Section:
    """What the kernel's time goes to: as many calls on rows that lie in the first cache, and on tiny ones."""
    rules, given = strengths(INTERVENTIONS, TARGETS), doses(INTERVENTIONS, SCENARIOS)
    plan = make_plan(rules)
    steps = sum(len(task.steps) for task in plan.recipe.tasks)
    calls, block = steps + TARGETS, plan.recipe.block
    rounds = range(round(SCENARIOS / block))

    def repeated(product: Floats, row: Floats) -> Action:
        def run() -> None:
            for _ in rounds:
                for _ in range(calls):
                    np.multiply(product, row, product)

        return run

    near = [_aligned(block), _aligned(block)]
    tiny = [row[:8] for row in near]
    whole, overhead, at_hand = medians(_all_blocks(plan, given), repeated(*tiny), repeated(*near))
    return Section(
        "Where the kernel's time goes",
        f"{steps:,} multiplications of rows ({np.count_nonzero(rules) - TARGETS:,} without sharing) and {TARGETS} "
        f"subtractions per block of {block:,} scenarios.",
        ("", "ms", "share"),
        [
            ("numpy's calls themselves (as many, on 8 numbers)", milli(overhead), _share(overhead, whole)),
            ("their arithmetic in the first cache", milli(at_hand - overhead), _share(at_hand - overhead, whole)),
            ("the factors 1 - w r, and rows from further away", milli(whole - at_hand), _share(whole - at_hand, whole)),
            ("together", milli(whole), _share(whole, whole)),
        ],
    )


def _aligned(size: int) -> Floats:
    """Ones that start on a cache line, as the kernel's rows do."""
    memory = np.ones(size + 8)
    start = -memory.ctypes.data % 64 // 8
    return memory[start : start + size]


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %"


def growth() -> Section:
    """How time grows with scenarios, targets and interventions: the slope of log time over log size."""
    rows: list[tuple[str, ...]] = []
    for name, sizes in (
        ("scenarios", (10_000, 30_000, 100_000, 300_000)),
        ("targets", (50, 100, 200, 400)),
        ("interventions", (6, 12, 24, 48)),
    ):
        actions = [_sized(**{name: size}) for size in sizes]
        found = medians(*actions, runs=5)
        slope = float(np.polyfit(np.log(sizes), np.log(found), 1)[0])
        timed = "; ".join(f"{size:,}: {milli(each)} ms" for size, each in zip(sizes, found, strict=True))
        rows.append((name, timed, f"{slope:.2f}"))
    return Section(
        "Growth",
        f"The kernel's time where one size changes and the others are {INTERVENTIONS} x {TARGETS} x {SCENARIOS:,}; "
        "medians of 5 runs. An exponent of 1 is linear.",
        ("size", "time", "exponent"),
        rows,
        "Below 1 where small sizes carry a fixed cost, and where more targets have more in common.",
    )


def _sized(interventions: int = INTERVENTIONS, targets: int = TARGETS, scenarios: int = SCENARIOS) -> Action:
    return _all_blocks(make_plan(strengths(interventions, targets)), doses(interventions, scenarios))
