"""Who carries what, for many scenarios at once."""

from measure import Section, doses, medians, milli, strengths

from alignment.assessment.attribution import leave_one_out, shapley

INTERVENTIONS, TARGETS, SCENARIOS = 24, 200, 1_000
GOAL = 1.0


def attribution() -> Section:
    """Exact Shapley values and what is lost without each."""
    contributions = doses(INTERVENTIONS, SCENARIOS).T[:, :, None] * strengths(INTERVENTIONS, TARGETS)
    values, drops = medians(lambda: shapley(contributions), lambda: leave_one_out(contributions), runs=5)
    return Section(
        "Shares of 1,000 scenarios",
        f"{INTERVENTIONS} interventions x {TARGETS} targets, every scenario with other doses; medians of 5 runs.",
        ("", "ms"),
        [("`shapley`, exact", milli(values)), ("`leave_one_out`", milli(drops))],
        f"Goal: under {GOAL:.0f} s: {'reached' if values + drops < GOAL else 'not reached'}.",
    )
