"""What the page Rules and notebooks share: checking changed files, new files, publication, scores over time."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alignment import api
from alignment.api import workshop
from alignment.api.schemas import FOLDER, write_schemas
from alignment.model.message import InputError
from tests.catalogue.bad import SMALL

ANNA, BRAM = workshop.Person("anna", "Anna"), workshop.Person("bram", "Bram")
CARE, TYPES = "rules/care.yaml", "interventions/types.yaml"
TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[workshop.Workspace]:
    root = Path(shutil.copytree(SMALL, tmp_path / "catalogue"))
    with workshop.open_workspace(root, tmp_path / "workspace.db") as opened:
        yield opened


@pytest.fixture
def number(store: workshop.Workspace) -> int:
    return store.start(ANNA, "Another verdict").id


def codes(error: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str]]:
    return [(each.path, each.code) for each in error.value.problems]


def published(store: workshop.Workspace, number: int) -> workshop.Publication:
    submitted = store.submit(ANNA, number, "Because")
    store.approve(BRAM, number, workshop.digest(submitted))
    return workshop.publish(store, BRAM, number)


def replaced(store: workshop.Workspace, path: str, old: str, new: str) -> str:
    text = store.present()[path].decode()
    assert old in text
    return text.replace(old, new, 1)


def test_contents_make_a_catalogue_or_all_problems(store: workshop.Workspace) -> None:
    contents = store.present()
    memory = api.Memory()
    good = workshop.check_contents(store.root, contents, memory)
    assert good.catalogue
    assert good.problems == ()
    assert good.catalogue.fingerprint == api.open_catalogue(store.root).fingerprint
    contents[CARE] = contents[CARE].replace(b"srgr-3", b"srgr-33").replace(b"stated", b"state")
    bad = workshop.check_contents(store.root, contents, memory)
    assert bad.catalogue is None
    assert [each.code for each in bad.problems] == ["S05", "R01", "S05", "S05", "S05"]
    assert store.present()[CARE].count(b"srgr-3\n") == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("rules: [{target: a}, {x: 1}]", 2),
        ("rules: []", 0),
        ("\ufeffrules:\r\n- {target: a}\r\n", 1),
        ("", None),
        ("rules:", None),
        ("rules: 3", None),
        ("rules: [1]", None),
        ("rules: [{}]", None),
        ("- a", None),
        ("rules: [", None),
        ("rules: [{a: 1, a: 2}]", None),
        ("rules: \ud83d", None),
        ("[" * 2000, None),
        ("a: 1\0", None),
    ],
)
def test_rules_of_a_text(text: str, count: int | None) -> None:
    found = workshop.rules_of(text)
    assert (None if found is None else len(found)) == count


def test_completions_are_what_may_stand_there(store: workshop.Workspace) -> None:
    found = workshop.completions(api.open_catalogue(store.root))
    assert found["alignment"] == ["direct", "indirect", "none", "opposes"]
    assert found["target"] == sorted(api.open_catalogue(store.root).targets)
    assert found["intervention"] == ["care", "income", "policing", "teaching"]
    assert found["settings"] == ["development", "humanitarian"]
    assert found["source"] == ["page", "report"]
    assert found["at"] == ["1", "4.4", "5.2.1", "Start"]
    assert found["part_of"] == ["first", "part"]
    assert all(isinstance(each, str) for values in found.values() for each in values)


@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("intervention", [TYPES, "rules/new.yaml"]),
        ("framework", ["policies/new.yaml"]),
        ("cases", ["rules/cases/new.yaml"]),
        ("scenario", ["interventions/scenarios/new.yaml"]),
    ],
)
@pytest.mark.parametrize("schemas", [False, True])
def test_a_new_file_of_each_kind(
    store: workshop.Workspace, number: int, kind: workshop.NewFile, paths: list[str], schemas: bool
) -> None:
    if schemas:
        write_schemas(api.open_catalogue(store.root), store.root / FOLDER)
    assert workshop.begin_file(store, ANNA, number, kind, "new") == paths
    files = store.proposal(number).files
    assert sorted(files) == paths
    text = files[paths[-1]].text or ""
    assert text.startswith("# yaml-language-server: $schema=../") == schemas
    found = workshop.check_contents(store.root, workshop.overlay(store.proposal(number), store.present())).problems
    assert {each.path for each in found} <= {*paths, TYPES}
    assert found
    with pytest.raises(InputError) as error:
        workshop.begin_file(store, ANNA, number, kind, "new")
    assert codes(error) == [(paths[-1], "C04")]


def test_an_intervention_that_has_no_rules_yet_gets_no_second_entry(store: workshop.Workspace, number: int) -> None:
    (store.root / CARE).unlink()
    assert workshop.begin_file(store, ANNA, number, "intervention", "care") == [CARE]
    assert list(store.proposal(number).files) == [CARE]


def test_a_new_intervention_that_came_half_is_finished_by_trying_again(
    store: workshop.Workspace, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = store.put

    def full(person: workshop.Person, number: int, path: str, *rest: Any) -> object:
        if path != TYPES:
            raise InputError([])
        return put(person, number, path, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(store, "put", full)
        with pytest.raises(InputError):
            workshop.begin_file(store, ANNA, number, "intervention", "new")
    assert workshop.begin_file(store, ANNA, number, "intervention", "new") == ["rules/new.yaml"]
    assert (store.proposal(number).files[TYPES].text or "").count("id: new") == 1


def test_two_new_interventions_in_one_proposal(store: workshop.Workspace, number: int) -> None:
    workshop.begin_file(store, ANNA, number, "intervention", "one")
    workshop.begin_file(store, ANNA, number, "intervention", "two")
    text = store.proposal(number).files[TYPES].text or ""
    assert text.startswith(store.present()[TYPES].decode())
    assert text.index("id: one") < text.index("id: two")


@pytest.mark.parametrize("kind", ["intervention", "framework", "cases", "scenario"])
@pytest.mark.parametrize("name", ["", "A", "a b", "../a", "a/b", "é", "a\n", "a" * 300])
def test_a_name_that_can_be_no_id(store: workshop.Workspace, number: int, kind: workshop.NewFile, name: str) -> None:
    with pytest.raises(InputError) as error:
        workshop.begin_file(store, ANNA, number, kind, name)
    assert {each.code for each in error.value.problems} == {"S10"}
    assert not store.proposal(number).files


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"types: [", "Y06"),
        (b"", "Y05"),
        ("types: [é]".encode("latin-1"), "Y03"),
        (b"types: []", "Y06"),
        (b"types: 3", "Y06"),
        (b"- a", "Y06"),
        (None, "Y15"),
    ],
)
def test_types_to_which_nothing_can_be_added(
    store: workshop.Workspace, number: int, content: bytes | None, code: str
) -> None:
    (store.root / TYPES).unlink()
    if content is not None:
        (store.root / TYPES).write_bytes(content)
    with pytest.raises(InputError) as error:
        workshop.begin_file(store, ANNA, number, "intervention", "new")
    assert codes(error) == [(TYPES, code)]
    assert not store.proposal(number).files


def test_publication_renews_the_schemas(store: workshop.Workspace, number: int) -> None:
    write_schemas(api.open_catalogue(store.root), store.root / FOLDER)
    schema = store.root / FOLDER / "rules.json"
    assert "srgr-5" not in schema.read_text(encoding="utf-8")
    path = "policies/srgr.yaml"
    fifth = '  - {code: "5", title: {nl: Vijf, en: Five}, link: none, sources: [{source: report, at: "4.4"}]}\n'
    head, _, tail = store.present()[path].decode().rpartition("sources: ")
    store.put(ANNA, number, path, f"{head}{fifth}sources: {tail}", 0)
    assert published(store, number).state == "done"
    assert "srgr-5" in schema.read_text(encoding="utf-8")


def test_publication_makes_no_schemas_where_there_are_none(store: workshop.Workspace, number: int) -> None:
    store.put(ANNA, number, CARE, replaced(store, CARE, "Does not recur.", "Recurs not."), 0)
    published(store, number)
    assert not (store.root / FOLDER).exists()


def test_scores_at_every_state(store: workshop.Workspace, number: int) -> None:
    store.put(ANNA, number, CARE, replaced(store, CARE, "alignment: none", "alignment: direct"), 0)
    published(store, number)
    (store.root / TYPES).write_text("types: [", encoding="utf-8")
    store.note_present()
    found = workshop.score_history(store, ["first", "nowhere"], api.Memory(), TODAY)
    assert [(each.state.id, each.scenario) for each in found] == [
        (state, name) for state in (1, 2, 3) for name in ("first", "nowhere")
    ]
    first, second, third = (each.frameworks for each in found if each.scenario == "first")
    scores = {each.framework: each.score for each in first}
    assert {each.framework: each.score for each in second}["srgr"] > scores["srgr"]
    assert {each.framework: each.score for each in second}["bhos"] == scores["bhos"]
    assert third == ()
    assert all(each.frameworks == () for each in found if each.scenario == "nowhere")


def test_saved_scenarios_that_can_be_read(store: workshop.Workspace) -> None:
    texts = {
        "good": "components: [{intervention: care, dose: 1}]\n",
        "other-id": "id: mix\ncomponents: [{intervention: care, dose: 1}]\n",
        "torn": "components: [",
        "unknown": "components: [{intervention: gone, dose: 1}]\n",
        "empty": "",
    }
    for name, text in texts.items():
        store.save_scenario(ANNA, name, text, None)
    catalogue = api.open_catalogue(store.root)
    found = workshop.saved_scenarios(store, catalogue)
    assert sorted(found) == ["good", "other-id"]
    assert found["good"].id == "good"


def test_a_change_counts_for_saved_scenarios(store: workshop.Workspace) -> None:
    store.save_scenario(ANNA, "mine", "components: [{intervention: care, dose: 1}]\non: 2021-06-01\n", None)
    store.save_scenario(ANNA, "torn", "components: [", None)
    old = workshop.check_contents(store.root, store.present()).catalogue
    contents = {**store.present(), CARE: replaced(store, CARE, "alignment: none", "alignment: direct").encode()}
    new = workshop.check_contents(store.root, contents).catalogue
    assert old
    assert new
    change = workshop.compare_with(store, old, new, TODAY)
    assert [each.scenario for each in change.scenarios if each.saved] == ["mine"]
    (target,) = next(each.targets for each in change.scenarios if each.saved)
    assert target.target == "srgr-1"
    assert target.new
    assert target.new.status == "direct"
