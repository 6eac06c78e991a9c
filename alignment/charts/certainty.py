"""How sure each target is: the coverage chart with the interval of the draws, and a word instead of the number."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from alignment.assessment.robustness import ScenarioCertainty
from alignment.charts import coverage
from alignment.model.result import TargetResult
from alignment.text.speaker import Speaker


def rows(
    results: Sequence[TargetResult], certainty: ScenarioCertainty, words: Sequence[str], speaker: Speaker
) -> pd.DataFrame:
    """One row a target; `words` say how sure each is. The bar runs over nine draws in ten of what was assessed."""
    found = [certainty.target(each.target) for each in results]
    drawn = [replace(each, low=one.low, high=one.upper) for each, one in zip(results, found, strict=True)]
    frame = coverage.rows(drawn, speaker)
    frame["value"] = list(words)
    frame["said"] = [f"{said}. {told}" for said, told in zip(frame["said"], words, strict=True)]
    return frame
