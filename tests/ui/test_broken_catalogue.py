"""A catalogue with problems: all of them as a list, nothing else; a mended one comes back by itself."""

from pathlib import Path

import pytest

from alignment.api import open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.message import InputError
from alignment.ui import frame
from tests.ui.conftest import PAGES, Open, desk, move, text


def break_it(copy: Path) -> int:
    path = copy / "rules" / "care.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("srgr-3", "srgr-33").replace("confidence: high", "confidence: zeker"), encoding="utf-8"
    )
    (copy / "policies" / "pact.yaml").write_text("framework: [", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        open_catalogue(copy)
    return len(caught.value.problems)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_all_problems_and_nothing_else(open_page: Open, catalogue_copy: Path, page: str, lang: str) -> None:
    count = break_it(catalogue_copy)
    assert count > 3
    app = open_page("coverage", lang=lang)
    app.switch_page(frame.PAGES[page]).run()
    assert not app.exception
    assert len(app.error) == 1
    assert app.error[0].value.count("\n- ") == count
    assert "rules/care.yaml" in app.error[0].value
    assert not app.title
    assert not app.selectbox


def test_mended_catalogue_comes_back(open_page: Open, catalogue_copy: Path) -> None:
    path = catalogue_copy / "rules" / "care.yaml"
    whole = path.read_text(encoding="utf-8")
    app = open_page(scenario="mix")
    assert not app.error
    path.write_text("intervention: care\nrules: 3\n", encoding="utf-8")
    app.run()
    assert app.error
    path.write_text(whole, encoding="utf-8")
    app.run()
    assert not app.error
    assert not app.exception
    assert desk(app).active == "mix"


def test_changed_file_is_read_again_and_changes_stay(open_page: Open, catalogue_copy: Path) -> None:
    app = open_page("scenario", scenario="mix")
    move(app, 0, 90)
    path = catalogue_copy / "interventions" / "types.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("teaching", "teaching") + "# x\n", encoding="utf-8")
    app.run()
    assert not app.exception
    assert desk(app).draft.current.components[0].dose == 0.9
    (catalogue_copy / "interventions" / "scenarios" / "mix.yaml").write_text(
        (catalogue_copy / "interventions" / "scenarios" / "mix.yaml").read_text(encoding="utf-8") + "threshold: 0.7\n",
        encoding="utf-8",
    )
    app.run()
    assert not app.exception
    assert desk(app).draft.changed


def test_scenario_that_no_longer_fits_is_replaced_and_said(open_page: Open, catalogue_copy: Path) -> None:
    app = open_page("scenario", scenario="mix")
    move(app, 0, 90)
    (catalogue_copy / "interventions" / "scenarios" / "mix.yaml").unlink()
    actors = catalogue_copy / "interventions" / "channels.yaml"
    actors.write_text("channels: []\n", encoding="utf-8")
    app.run()
    assert not app.exception
    if not app.error:
        assert desk(app).active != "mix"
        assert app.warning
    assert text(app)
