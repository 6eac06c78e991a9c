"""Reading the files of a catalogue as they were at one moment."""

from pathlib import Path

import pytest

from alignment.catalogue import contents, publish
from alignment.catalogue.contents import fingerprint_of, read_contents

SMALL = Path(__file__).parents[1] / "data" / "small"


def test_the_contents_are_those_of_the_files() -> None:
    found, problems = read_contents(SMALL)
    assert problems == []
    assert found["rules/care.yaml"] == (SMALL / "rules" / "care.yaml").read_bytes()
    assert set(found) == {path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yaml")}


def test_files_replaced_while_reading_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    first, second = tmp_path / "rules" / "a.yaml", tmp_path / "rules" / "b.yaml"
    first.write_text("old")
    second.write_text("old")
    read = contents.read_file
    replaced = []

    def replacing(path: Path, shown: str):  # type: ignore[no-untyped-def]
        found = read(path, shown)
        if not replaced:
            replaced.append(path)
            first.write_text("newer")
            second.write_text("newer")
        return found

    monkeypatch.setattr(contents, "read_file", replacing)
    assert read_contents(tmp_path) == ({"rules/a.yaml": b"newer", "rules/b.yaml": b"newer"}, [])


def test_the_fingerprint_tells_names_from_contents() -> None:
    texts = [{"a": b"bc"}, {"ab": b"c"}, {"a": b"b", "c": b""}, {"a": b"bc", "c": b""}]
    assert len({fingerprint_of(each) for each in texts}) == len(texts)
    assert fingerprint_of({"a": b"x\r\n"}) == fingerprint_of({"a": b"x\n"})


def test_a_publication_that_is_decided_counts_before_its_files_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "rules" / f"{name}.yaml").write_text("old")
    before = contents.stamp(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(publish, "_put_in_place", lambda *_: (_ for _ in ()).throw(OSError("later")))
        publish.commit(tmp_path, {"rules/a.yaml": b"new", "rules/b.yaml": None, "rules/d.yaml": b"added"})
    assert (tmp_path / "rules" / "a.yaml").read_text() == "old"
    assert contents.stamp(tmp_path) != before
    wanted = {"rules/a.yaml": b"new", "rules/c.yaml": b"old", "rules/d.yaml": b"added"}
    assert read_contents(tmp_path) == (wanted, [])
    assert publish.finish(tmp_path)
    assert read_contents(tmp_path) == (wanted, [])


def test_a_publication_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / ".publication").mkdir()
    (tmp_path / ".publication" / "journal.json").write_text("torn")
    assert [each.code for each in read_contents(tmp_path)[1]] == ["W16"]
