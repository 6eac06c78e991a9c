"""What is being edited: one file of one proposal, and putting a new text in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from alignment.api import workshop
from alignment.model.message import InputError
from alignment.ui.desk import desk
from alignment.ui.view import View
from alignment.ui.workshop.telling import tell

NO_RULES = ("rules/scale.yaml", "rules/recommendations.yaml")
CONFLICT = "W01"
STATES = 2**20
"""More states than a catalogue ever has."""
OTHER = -1
"""No revision: the text was typed on another one than there is."""


@dataclass(frozen=True)
class Work:
    """One file of a proposal.

    `base`: all files as published, `state` the number of that state, 0 where it has none; `contents`: as they would be
    with the proposal.
    """

    view: View
    store: workshop.Workspace
    person: workshop.Person
    proposal: workshop.Proposal
    path: str
    base: dict[str, bytes]
    state: int
    contents: dict[str, bytes]

    @property
    def text(self) -> str:
        """The file as the proposal has it."""
        return self.contents[self.path].decode("utf-8-sig", "replace")

    @property
    def revision(self) -> int:
        """The revision of the file in the proposal, 0 where the proposal leaves it as it is."""
        file = self.proposal.files.get(self.path)
        return file.revision if file else 0

    @property
    def stamp(self) -> int:
        """Rises with every change of the file in the proposal, also when it is taken out.

        As long as the proposal leaves the file as it is, it also rises with the state of the catalogue, which is what
        is typed on then.
        """
        revision = self.proposal.revisions.get(self.path, 0)
        return revision * STATES + (0 if self.path in self.proposal.files else self.state)

    @property
    def is_rules(self) -> bool:
        """Whether the file holds rules, which have a form."""
        return self.path.rpartition("/")[0] == "rules" and self.path not in NO_RULES

    @property
    def by_form(self) -> bool:
        """Whether the file is shown as a form now."""
        return self.is_rules and desk().bench.as_form

    @property
    def name(self) -> tuple[int, str]:
        """What tells it apart from all other work."""
        return self.proposal.id, self.path

    def put(self, text: str, stamp: int) -> bool:
        """Keeps a text that was typed on a stamp, with the line ends of the file; says why where it is refused.

        A text that is refused is set aside, so that it can be kept after all.
        """
        if "\r\n" in self.text:
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        bench, saw = desk().bench, self._saw(stamp)
        if saw is None and self.path not in self.proposal.revisions:
            bench.refused[self.name] = (text, CONFLICT)
            return False
        try:
            expected = OTHER if saw is None else self.revision
            self.store.put(self.person, self.proposal.id, self.path, text, expected, saw)
        except InputError as error:
            bench.refused[self.name] = (text, error.problems[0].code)
            tell(self.view, error)
            return False
        bench.refused.pop(self.name, None)
        return True

    def _saw(self, stamp: int) -> Mapping[str, bytes] | None:
        """The catalogue that a text was typed on; null where it was typed on another text of the proposal."""
        if stamp == self.stamp:
            return self.base
        revision, state = divmod(stamp, STATES)
        if self.path in self.proposal.files or revision != self.stamp // STATES:
            return None
        try:
            return self.store.contents(state)
        except InputError:  # not known: before a backup was put back, say
            return None

    def anew(self) -> "Work":
        """The same work as it is in the store now."""
        proposal = self.store.proposal(self.proposal.id)
        return replace(self, proposal=proposal, contents=workshop.overlay(proposal, self.base))
