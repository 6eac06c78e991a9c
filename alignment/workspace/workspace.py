"""The workspace: everything that people save and decide about one catalogue, behind one door."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from alignment.catalogue import publish
from alignment.catalogue.contents import fingerprint_of, read_contents
from alignment.model.message import InputError
from alignment.workspace import backup, basing, proposals, publishing, reviewing, scenarios, states, trail, words
from alignment.workspace.acting import Act, require
from alignment.workspace.database import Database, place_of
from alignment.workspace.models import (
    SAVED,
    TOOL,
    Clash,
    Entry,
    MemoWords,
    Person,
    Proposal,
    ProposalState,
    ProposedFile,
    Publication,
    SavedScenario,
    State,
)
from alignment.workspace.proposals import Contents

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


def open_workspace(root: Path, place: Path | None = None, clock: Clock = utc_now) -> "Workspace":
    """Opens the store of a catalogue, or makes it, and sets right what a crash may have left.

    `place`: the file, by default `workspace.db` in the folder that ALIGNMENT_WORKSPACE names, else in `.workspace` of
    the catalogue. Raises InputError: W07 where it cannot be used, W08 where it is damaged, W11 where a newer tool wrote
    it, W16 where an unfinished publication cannot be read.
    """
    workspace = Workspace(root, Database(place_of(root, place)), clock)
    try:
        workspace.settle()
        workspace.note_present()
    except BaseException:
        workspace.close()
        raise
    return workspace


def restore(person: Person, root: Path, source: Path, place: Path | None = None, clock: Clock = utc_now) -> Path | None:
    """Makes a backup the store of a catalogue; nobody may have the store open meanwhile.

    Gives the file beside it that holds the store as it was, null where there was none. Raises InputError W11 or W12 for
    a file that is no backup, W07 while the store is in use; then everything is as it was.
    """
    require("person", "name", person.name)
    require("person", "name", person.key)
    file = place_of(root, place)
    aside = backup.put_back(file, source, clock())
    with open_workspace(root, place, clock) as workspace:
        workspace.note_restored(person, source.name, aside.name if aside else None)
    return aside


class Workspace:
    """Saved scenarios, proposals, reviews, publications, states and the trail of one catalogue.

    May be shared between threads. Every act is done wholly or not at all, and recorded; what cannot be done raises
    InputError (codes W..). `expected` is always the revision that the person saw.
    """

    def __init__(self, root: Path, database: Database, clock: Clock) -> None:
        """Use `open_workspace`."""
        self.root = root
        self.database = database
        self._clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store."""
        self.database.close()

    def present(self) -> dict[str, bytes]:
        """The files of the catalogue as they are now."""
        return read_contents(self.root)[0]

    @contextmanager
    def _acting(self, person: Person) -> Iterator[Act]:
        require("person", "name", person.name)
        require("person", "name", person.key)
        with self.database.writing() as connection:
            yield Act(connection, person, trail.time_of_act(connection, self._clock()))

    # Saved scenarios

    def scenarios(self) -> list[SavedScenario]:
        """The saved scenarios by id, each with its newest text."""
        with self.database.reading() as connection:
            return scenarios.saved(connection)

    def scenario_revisions(self, scenario_id: str) -> list[SavedScenario]:
        """Every text that a scenario had, newest first, also of one that was removed."""
        with self.database.reading() as connection:
            return scenarios.revisions(connection, scenario_id)

    def save_scenario(self, person: Person, scenario_id: str, text: str, expected: int | None) -> SavedScenario:
        """Saves a scenario; `expected` null for a new one. Raises W01 when another saved it meanwhile."""
        with self._acting(person) as act:
            return scenarios.save(act, scenario_id, text, expected)

    def remove_scenario(self, person: Person, scenario_id: str, expected: int) -> None:
        """Takes a scenario from the list and its words off its memo; the texts stay. Raises W01, W17."""
        with self._acting(person) as act:
            scenarios.remove(act, scenario_id, expected)
            words.let_go(act, f"{SAVED}{scenario_id}")

    # Own words in memos

    def words(self, key: str) -> list[MemoWords]:
        """The newest own words in the memo of what goes by a key, by section and language."""
        with self.database.reading() as connection:
            return words.listed(connection, key)

    def put_words(self, person: Person, key: str, section: str, lang: str, text: str, expected: int) -> MemoWords:
        """Keeps own words; `expected` 0 where there were none. Raises W01 when another wrote there meanwhile."""
        with self._acting(person) as act:
            return words.put(act, key, (section, lang), text, expected)

    def let_words_go(self, person: Person, key: str) -> None:
        """Takes all own words off a memo; their texts stay in the store."""
        with self._acting(person) as act:
            words.let_go(act, key)

    # Proposals

    def proposals(self, *wanted: ProposalState) -> list[Proposal]:
        """The proposals in these states, or all, newest first."""
        with self.database.reading() as connection:
            return proposals.listed(connection, wanted)

    def proposal(self, number: int) -> Proposal:
        """A proposal. Raises W17."""
        with self.database.reading() as connection:
            return proposals.get(connection, number)

    def start(self, person: Person, title: str) -> Proposal:
        """A new, empty draft on the present catalogue. Raises W14."""
        with self._acting(person) as act:
            return proposals.start(act, title, self.present())

    def put(
        self, person: Person, number: int, path: str, text: str | None, expected: int, saw: Contents | None = None
    ) -> ProposedFile:
        """Writes a file in a proposal (null: the file goes); `expected` 0 where it was not in it.

        `saw`: the files of the catalogue that the person saw, null for the present ones; where the file changed since,
        the two clash. The proposal is a draft from then on and approvals are void. Raises W01, W03, W15, W17, W18.
        """
        publish.check_paths(self.root, {path: None})
        with self._acting(person) as act:
            return proposals.put(act, number, path, text, expected, self.present(), saw)

    def drop(self, person: Person, number: int, path: str, expected: int) -> None:
        """Takes a file out of a proposal. Raises W01, W03, W17, W18."""
        with self._acting(person) as act:
            proposals.drop(act, number, path, expected)

    def rebase(
        self, person: Person, number: int, path: str, text: str | None, expected: int, saw: Contents | None = None
    ) -> ProposedFile:
        """Takes the file that the person saw as the new base, with this text. Raises as `put` does."""
        publish.check_paths(self.root, {path: None})
        with self._acting(person) as act:
            return basing.rebase(act, number, path, text, expected, self.present(), saw)

    def rebase_rest(self, person: Person, number: int) -> Proposal:
        """Brings a proposal without clashes onto the present catalogue. Raises W03, W05, W17, W18."""
        with self._acting(person) as act:
            return basing.rebase_rest(act, number, self.present())

    def clashes(self, proposal: Proposal) -> list[Clash]:
        """The files of a proposal that changed in the catalogue meanwhile."""
        return basing.clashes(proposal, self.present())

    # Review

    def submit(self, person: Person, number: int, reason: str) -> Proposal:
        """Hands a draft in for review. Raises W03, W05, W13, W14, W17, W18."""
        with self._acting(person) as act:
            return reviewing.submit(act, number, reason, self.present())

    def approve(self, person: Person, number: int, digest: str, comment: str = "", *, alone: bool = False) -> Proposal:
        """Agrees with the text that has this digest (`basing.digest`). Raises W01, W02, W03, W05, W17.

        `alone` declares that there is nobody else, for one's own proposal; that is recorded.
        """
        with self._acting(person) as act:
            return reviewing.approve(act, number, digest, comment, self.present(), alone=alone)

    def send_back(self, person: Person, number: int, comment: str) -> Proposal:
        """Returns a proposal to its author with a comment. Raises W03, W14, W17."""
        with self._acting(person) as act:
            return reviewing.send_back(act, number, comment)

    def withdraw(self, person: Person, number: int) -> Proposal:
        """Takes one's proposal back. Raises W03, W17, W18."""
        with self._acting(person) as act:
            return reviewing.withdraw(act, number)

    def reopen(self, person: Person, number: int) -> Proposal:
        """Makes one's proposal a draft again. Raises W03, W17, W18."""
        with self._acting(person) as act:
            return reviewing.reopen(act, number)

    # Publication

    def publish(self, person: Person, number: int) -> Publication:
        """Puts an approved proposal into the catalogue, all files as one step, and records it.

        Raises W01, W03 to W06, W09 with the problems of the catalogue, W10 for each failing case, W16, W17: then the
        catalogue is as it was. Where only the record cannot be written any more (W07), it is on the next opening.
        """
        self.settle()
        contents, unread = read_contents(self.root)
        with self.database.reading() as connection:
            proposal = proposals.get(connection, number)
            proposals.allow(connection, proposal, "draft", "submitted", "returned", "approved")
        found = publishing.objections(proposal, contents, unread, self._clock().date())
        if found:
            raise InputError(found)
        with publish.locked(self.root):
            with self._acting(person) as act:
                present, unread = read_contents(self.root)
                publication = publishing.intend(act, proposal, present)
                changes = publishing.changes_of(act.connection, publication.id)
            before = {path: present.get(path) for path in changes.keys() - {each.path for each in unread}}
            try:
                publish.commit(self.root, changes, before)
            except InputError:
                with self._acting(TOOL) as act:
                    publishing.undo(act, publication)
                raise
            with self._acting(person) as act:
                return publishing.complete(act, publication)

    def publications(self) -> list[Publication]:
        """All publications, oldest first."""
        with self.database.reading() as connection:
            return publishing.listed(connection)

    def settle(self) -> None:
        """Finishes or undoes what a crash left behind. Raises W16 where it cannot be read."""
        publish.finish(self.root)
        with self.database.reading() as connection:
            begun = publishing.open_intents(connection)
        if begun:
            with publish.undisturbed(self.root), self._acting(TOOL) as act:
                publishing.settle(act, self.present())

    # States

    def states(self) -> list[State]:
        """Every known state of the catalogue, oldest first."""
        with self.database.reading() as connection:
            return states.listed(connection)

    def contents(self, state_id: int) -> dict[str, bytes]:
        """The files of a state. Raises W17."""
        with self.database.reading() as connection:
            return states.contents_of(connection, state_id)

    def state_of(self, contents: Contents) -> int:
        """The number of the present state, recorded as found where need be; 0 where these files are another state."""
        wanted = fingerprint_of(contents)
        with self.database.reading() as connection:
            last = states.last(connection)
        if last is None or last.fingerprint != wanted:
            self.note_present()
            with self.database.reading() as connection:
                last = states.last(connection)
        return last.id if last is not None and last.fingerprint == wanted else 0

    def note_present(self) -> None:
        """Records the present state as found where it is not the last one known.

        A catalogue of which a file cannot be read, or all are gone, is not recorded: what would be brought back is not
        what was.
        """
        contents, unread = read_contents(self.root)
        with self.database.reading() as connection:
            last = states.last(connection)
        if unread or not contents or (last is not None and last.fingerprint == fingerprint_of(contents)):
            return
        with publish.undisturbed(self.root), self._acting(TOOL) as act:
            states.note(act, self.present())

    def roll_back(self, person: Person, state_id: int, title: str) -> Proposal:
        """A draft that brings an earlier state back exactly. Raises W13, W14, W17."""
        with self._acting(person) as act:
            return states.roll_back(act, state_id, title, self.present())

    # The trail and copies

    def trail(self, limit: int = 100, before: int | None = None, without: Collection[str] = ()) -> list[Entry]:
        """The newest entries, or those before a number, newest first; without those of some actions."""
        with self.database.reading() as connection:
            return trail.entries(connection, limit, before, without)

    def check_trail(self) -> int | None:
        """The number of the first entry that was changed afterwards or is missing; null when all is well."""
        with self.database.reading() as connection:
            return trail.first_broken(connection)

    def note_restored(self, person: Person, source: str, aside: str | None) -> None:
        """Records that this store was a backup, and where the one before it went."""
        with self._acting(person) as act:
            act.note("store-restored", "store", source=source, aside=aside)

    def backup(self, to: Path) -> None:
        """Copies the store, which may be in use, to a file that is complete or absent. Raises W07, W08, W12."""
        backup.backup(self.database.place, to)
