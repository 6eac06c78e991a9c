"""What the sections of a memo share: the assessments, how sure they are, the words, and the footnotes on the way."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from alignment.assessment.attribution import Attribution
from alignment.assessment.certainty import Certainty
from alignment.model.result import Assessment, Contribution, TargetResult
from alignment.model.scenario import Scenario
from alignment.report.certain import titles_of
from alignment.report.document import Column, Figure, figure
from alignment.report.memo.measures import measures_of
from alignment.report.memo.notes import Notes
from alignment.text.speaker import Speaker

if TYPE_CHECKING:
    from datetime import date

    from alignment.assessment.flipping import Flips
    from alignment.assessment.robustness import ScenarioCertainty

LETTERS = "ABCDE"
"""What several scenarios are called."""


@dataclass(frozen=True)
class Found:
    """All that a memo rests on. One entry per scenario; `stated`: the same with stated rules only."""

    assessments: tuple[Assessment, ...]
    stated: tuple[Assessment, ...]
    certainty: Certainty
    attributions: tuple[Attribution, ...]
    today: "date"


@dataclass(frozen=True)
class View:
    """One scenario of what was found, and the words to say it in."""

    found: Found
    speaker: Speaker
    notes: Notes
    place: int = 0

    @property
    def assessment(self) -> Assessment:
        """The assessment of the scenario."""
        return self.found.assessments[self.place]

    @property
    def stated(self) -> Assessment:
        """The same with stated rules only."""
        return self.found.stated[self.place]

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.assessment.scenario

    @property
    def certainty(self) -> "ScenarioCertainty":
        """What the draws say of the scenario."""
        return self.found.certainty.robustness.scenarios[self.place]

    @property
    def flips(self) -> "Flips":
        """What would decide otherwise."""
        return self.found.certainty.flips[self.place]

    @property
    def attribution(self) -> Attribution:
        """What each component carries."""
        return self.found.attributions[self.place]

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the scenarios are called in a sentence, by id: by a letter where there are several."""
        titles = titles_of(self.found.certainty, self.speaker)
        if len(titles) == 1:
            return titles
        return {each: self.say("letter", letter=LETTERS[place]) for place, each in enumerate(titles)}

    @property
    def name(self) -> str:
        """What the scenario is called in a sentence: its title, or a letter where there are several."""
        return list(self.titles.values())[self.place]

    @cached_property
    def themes(self) -> list[TargetResult]:
        """The results that give gaps and scores: theme targets of policy frameworks."""
        return [result for result in self.assessment.targets if result.link == "theme"]

    @cached_property
    def pairs(self) -> list[Contribution]:
        """Every pair of component and theme target."""
        return [each for result in self.themes for each in result.contributions]

    @property
    def title(self) -> str:
        """The scenario's title."""
        return self.speaker.text(self.scenario.title) or self.scenario.id or self.say("untitled")

    @property
    def frameworks(self) -> str:
        """The frameworks by their short names."""
        return self.speaker.listed(self.speaker.framework(each.framework) for each in self.assessment.frameworks)

    def say(self, key: str, /, **params: object) -> str:
        """A text of the memo."""
        return self.speaker.say(f"memo.{key}", **params)

    def columns(self, *names: str) -> list[Column]:
        """The columns of a table, with what their numbers are."""
        return [Column(self.say(f"column.{name}"), measures_of(name, self.speaker)) for name in names]

    def between(self, low: float, high: float) -> Figure:
        """A cell with a range of scores; one that is written as a single score is shown so."""
        said = {"low": self.speaker.score(low), "high": self.speaker.score(high)}
        shown = said["low"] if said["low"] == said["high"] else self.say("range", **said)
        return figure(shown, low, high)

    def codes(self, results: list[TargetResult]) -> str:
        """Targets by framework and code, as a list."""
        return self.speaker.listed(self.speaker.target_code(each.target) for each in results)
