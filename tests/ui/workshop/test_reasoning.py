"""The reasoning of a rule in the form: kept as typed, never over what somebody else wrote meanwhile, never lost."""

from tests.ui.workshop.visiting import CARE, FULL, Sit, Visitor, kept, limited, published


def reasoning(visitor: Visitor, lang: str = "nl") -> str:
    return visitor.field(f"rationale-{lang}")


def test_another_field_changed_meanwhile_is_no_conflict(at_work: Visitor) -> None:
    """The text was typed on what its field still says, whatever happened to the rest of the file."""
    before = at_work._reasoning(reasoning(at_work))["revision"]
    at_work.fill(at_work.field("alignment"), "indirect")
    at_work.fill(reasoning(at_work, "en"), "Otherwise.")
    at_work.reasons(reasoning(at_work), "Anders.", before)
    assert not at_work.app.warning
    assert all(each in kept() for each in ("nl: Anders.", "en: Otherwise.", "alignment: indirect"))


def test_typing_goes_on_after_it_was_kept(at_work: Visitor) -> None:
    for text in ("A", "An", "And", "And ", "And s"):
        at_work.fill(reasoning(at_work), text)
        assert at_work.value(reasoning(at_work)) == text
    assert "nl: And s" in kept()
    assert not at_work.app.warning


def meet(sit: Sit) -> tuple[Visitor, Visitor]:
    """Two people at the same field of the same proposal."""
    anna = sit("edit", "Anna").press("edit-begin")
    bram = sit("edit", "Bram").fill("edit-proposal", 1)
    bram.fill("edit-file", CARE)
    old = bram._reasoning(reasoning(bram))["revision"]
    anna.fill(reasoning(anna), "Volgens Anna.")
    bram.reasons(reasoning(bram), "Volgens Bram.", old)
    return anna, bram


def test_of_two_who_write_one_reasoning_the_second_chooses(sit: Sit) -> None:
    _, bram = meet(sit)
    assert bram.say("edit.conflict") in bram.told
    assert "Volgens Anna." in bram.text
    assert "Volgens Bram." in bram.text
    assert "nl: Volgens Anna." in kept()
    assert not bram.has(reasoning(bram))
    bram.press("keep-mine")
    assert "nl: Volgens Bram." in kept()
    assert bram.value(reasoning(bram)) == "Volgens Bram."


def test_what_was_typed_gives_way_once_the_other_text_is_chosen(sit: Sit) -> None:
    _, bram = meet(sit)
    typed_on = bram.bench.fields.copy()
    bram.press("take-theirs")
    told = bram._reasoning(reasoning(bram))
    assert told["text"] == "Volgens Anna."
    assert told["settled"] > max(stamp for _, stamp in typed_on.values()) % 1000
    assert told["revision"] >= told["settled"]
    bram.fill(reasoning(bram), "Samen.")
    assert "nl: Samen." in kept()
    assert bram._reasoning(reasoning(bram))["revision"] > told["revision"]


def test_a_reasoning_that_could_not_be_kept_can_be_dropped_for_good(at_work: Visitor) -> None:
    shown = at_work._reasoning(reasoning(at_work))
    words = "".join(f"{number * 7919 % 65521:x} " for number in range(2000)).strip()
    with limited(FULL):
        at_work.fill(reasoning(at_work), words[:9000].strip())
    assert at_work.say("edit.not-kept") in at_work.told
    at_work.press("take-theirs")
    told = at_work._reasoning(reasoning(at_work))
    assert told["text"] == shown["text"]
    assert told["revision"] >= told["settled"] > shown["revision"]


def test_after_the_file_was_undone_it_can_be_written_again(at_work: Visitor) -> None:
    at_work.fill(reasoning(at_work), "Eerst.").press("take-back")
    assert at_work.value(reasoning(at_work)) == "Komt niet terug."
    at_work.fill(reasoning(at_work), "Daarna.")
    assert "nl: Daarna." in kept()
    assert "Eerst." not in kept()
    at_work.press("take-back").as_text(CARE)
    told = at_work.editor()
    assert told["text"] == published()
    at_work.types(f"{published()}# meer\n")
    assert kept().endswith("# meer\n")
