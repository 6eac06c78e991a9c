"""Whatever people do in whatever order: an approval never survives a change, and nothing else is ever published."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from alignment.catalogue.contents import fingerprint_of
from alignment.model.message import InputError
from alignment.workspace import basing
from alignment.workspace.workspace import open_workspace
from tests.workspace.people import ANNA, BRAM, CARE, INCOME, SMALL, Clock

PEOPLE = st.sampled_from([ANNA, BRAM])
PATHS = st.sampled_from([CARE, INCOME])
WORDS = st.sampled_from(["# a\n", "# b\n"])
NUMBERS = st.sampled_from([1, 2])


class Approvals(RuleBasedStateMachine):
    """Two people and two proposals; `agreed` is what was agreed with: the catalogue, and the texts, by proposal."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = Path(shutil.copytree(SMALL, self.folder / "catalogue"))
        self.workspace = open_workspace(self.root, clock=Clock())
        self.texts = {path: content.decode() for path, content in self.workspace.present().items()}
        self.agreed: dict[int, tuple[str, dict[str, str | None]]] = {}
        for number, path in ((1, CARE), (2, INCOME)):
            self.workspace.start(ANNA, "Another verdict")
            self.write(ANNA, number, path, "# a\n", "put")
            self.agree(BRAM, number)

    def teardown(self) -> None:
        self.workspace.close()
        shutil.rmtree(self.folder)

    def now(self, number: int) -> tuple[str, dict[str, str | None]]:
        files = self.workspace.proposal(number).files
        return fingerprint_of(self.workspace.present()), {path: file.text for path, file in files.items()}

    def attempt(self, step: str, *args: object) -> bool:
        try:
            getattr(self.workspace, step)(*args)
        except InputError:
            return False
        return True

    def seen(self, number: int, path: str) -> int:
        file = self.workspace.proposal(number).files.get(path)
        return file.revision if file else 0

    @rule(person=PEOPLE, number=NUMBERS, path=PATHS, words=WORDS, step=st.sampled_from(["put", "rebase"]))
    def write(self, person: object, number: int, path: str, words: str, step: str) -> None:
        self.attempt(step, person, number, path, self.texts[path] + words, self.seen(number, path))

    @rule(number=NUMBERS, path=PATHS)
    def drop(self, number: int, path: str) -> None:
        self.attempt("drop", ANNA, number, path, self.seen(number, path))

    @rule(number=NUMBERS, step=st.sampled_from(["rebase_rest", "reopen", "withdraw", "send_back"]))
    def step_back(self, number: int, step: str) -> None:
        self.attempt(step, ANNA, number, *(["No"] if step == "send_back" else []))

    @rule(person=PEOPLE, number=NUMBERS)
    def agree(self, person: object, number: int) -> None:
        self.attempt("submit", ANNA, number, "Because")
        if self.attempt("approve", person, number, basing.digest(self.workspace.proposal(number))):
            self.agreed[number] = self.now(number)

    @rule(path=PATHS, words=WORDS)
    def on_disk(self, path: str, words: str) -> None:
        (self.root / path).write_text(self.texts[path] + words)

    @rule(number=NUMBERS)
    def publish(self, number: int) -> None:
        before = self.now(number)
        if self.attempt("publish", BRAM, number):
            assert self.agreed.pop(number) == before

    @invariant()
    def an_approval_holds_for_nothing_else(self) -> None:
        contents = self.workspace.present()
        for number in (1, 2):
            proposal = self.workspace.proposal(number)
            if proposal.state == "approved" and basing.holds(proposal, contents):
                assert self.agreed[number] == self.now(number)

    @invariant()
    def nobody_approved_their_own_words(self) -> None:
        for proposal in self.workspace.proposals():
            writers = {proposal.author, *proposal.contributors}
            assert proposal.approval is None or proposal.approval.by not in writers

    @invariant()
    def only_what_is_approved_or_published_has_an_approval(self) -> None:
        for proposal in self.workspace.proposals("draft", "submitted", "returned", "withdrawn"):
            assert proposal.approval is None


TestApprovals = Approvals.TestCase
TestApprovals.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
