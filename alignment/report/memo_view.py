"""What the sections of a memo share: the assessment, the words, and the footnotes collected on the way."""

from dataclasses import dataclass
from functools import cached_property

from alignment.model.result import Assessment, Contribution, TargetResult
from alignment.report.memo_parts import Notes
from alignment.text.speaker import Speaker


@dataclass(frozen=True)
class View:
    """An assessment with what the sections share; `stated` is the same one with stated rules only."""

    assessment: Assessment
    stated: Assessment
    speaker: Speaker
    notes: Notes

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
        scenario = self.assessment.scenario
        return self.speaker.text(scenario.title) or scenario.id or self.speaker.say("memo.untitled")

    @property
    def frameworks(self) -> str:
        """The frameworks by their short names."""
        return self.speaker.listed(self.speaker.framework(each.framework) for each in self.assessment.frameworks)

    def heading(self, name: str) -> str:
        """The heading of a section."""
        return self.speaker.say(f"memo.heading.{name}")

    def header(self, *columns: str) -> list[str]:
        """The header row of a table."""
        return [self.speaker.say(f"memo.column.{column}") for column in columns]

    def codes(self, results: list[TargetResult]) -> str:
        """Targets by framework and code, as a list."""
        return self.speaker.listed(self.speaker.target_code(each.target) for each in results)
