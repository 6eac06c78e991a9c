"""What command line, pages and notebooks share, on the real catalogue and on the small one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from alignment import api
from alignment.assessment.cases import CaseResult
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.model.scenario import Programme
from alignment.report.memo.wish import Wish
from alignment.text.problems import line
from tests.catalogue.bad import SMALL

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return api.open_catalogue(SMALL)


def real_cases() -> list[CaseResult]:
    try:
        return api.run_cases(api.open_catalogue(), today=TODAY)
    except InputError:
        return []  # test_the_real_catalogue_has_no_problems tells


def test_the_real_catalogue_has_no_problems() -> None:
    try:
        catalogue = api.open_catalogue()
    except InputError as error:
        pytest.fail("\n".join(line(each, "en") for each in error.problems))
    assert {"bhos", "srgr"} <= set(catalogue.frameworks)
    assert catalogue.rules
    assert catalogue.cases


@pytest.mark.parametrize("result", real_cases(), ids=lambda result: f"{result.located.path}:{result.located.line}")
def test_every_case_of_the_real_catalogue_holds(result: CaseResult) -> None:
    assert result.differences == ()


def test_the_real_scenarios_and_programmes_can_be_assessed_and_written_up() -> None:
    catalogue = api.open_catalogue()
    for scenario in (*catalogue.programmes.values(), *catalogue.scenarios.values()):
        for stated_only, lang in ((False, "nl"), (True, "en")):
            assert api.assess_scenario(catalogue, scenario, stated_only=stated_only, today=TODAY).targets
            wish = Wish(lang=lang, stated_only=stated_only, draws=200)
            assert api.write_memo(api.make_memo(catalogue, [scenario], wish, today=TODAY)).startswith(b"#")


def test_a_format_that_does_not_exist_is_said_so(small: Catalogue) -> None:
    document = api.make_memo(small, [api.find_scenario(small, "mix")], Wish(draws=200), today=TODAY)
    with pytest.raises(InputError) as caught:
        api.write_memo(document, "doc")
    assert [(each.code, each.params["value"]) for each in caught.value.problems] == [("U19", "doc")]


@pytest.mark.parametrize("root", [str(SMALL), SMALL])
def test_a_catalogue_is_opened_by_path_or_text(root: Path | str) -> None:
    assert len(api.open_catalogue(root).rules) == 16


def test_a_folder_that_is_none_is_said_so(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere", SMALL / "policies" / "srgr.yaml"):
        with pytest.raises(InputError) as caught:
            api.open_catalogue(root)
        assert [each.code for each in caught.value.problems] == ["U03"]


def test_scenarios_and_programmes_are_found_by_id(small: Catalogue) -> None:
    assert api.find_scenario(small, "mix").id == "mix"
    assert isinstance(api.find_scenario(small, "first"), Programme)


def test_a_file_may_have_any_name_and_lends_it_to_a_scenario_without_an_id(small: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "Mijn idee.txt"
    path.write_text("components: [{intervention: teaching, dose: 1}]\n", encoding="utf-8")
    assert api.find_scenario(small, str(path)).id == "Mijn idee"
    path.write_text("id: other\ncomponents: []\n", encoding="utf-8")
    assert api.find_scenario(small, str(path)).id == "other"


def test_an_id_goes_before_a_file_of_that_name(
    small: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mix").write_text("components: []\n", encoding="utf-8")
    assert api.find_scenario(small, "mix").components
    assert not api.find_scenario(small, "./mix").components


def test_a_programme_file_outside_the_catalogue_is_read_as_one(small: Catalogue) -> None:
    content = (SMALL / "interventions" / "programmes" / "first.yaml").read_bytes()
    assert isinstance(api.read_scenario(small, "elsewhere.yaml", content), Programme)


def test_what_is_written_is_read_back_and_assessed_the_same(small: Catalogue) -> None:
    for name in ("mix", "first", "part"):
        scenario = api.find_scenario(small, name)
        again = api.read_scenario(small, "again.yaml", api.scenario_yaml(scenario).encode())
        assert again == scenario
        assert type(again) is type(scenario)


def test_the_date_is_today_where_nothing_else_is_said(small: Catalogue) -> None:
    scenario = api.read_scenario(small, "x.yaml", b"components: []\n")
    assert api.assess_scenario(small, scenario, today=TODAY).on == TODAY
    assert api.assess_scenario(small, scenario).on == date.today()
    assert api.assess_scenario(small, api.find_scenario(small, "first"), today=TODAY).on == date(2016, 1, 1)


def test_rules_that_no_case_names_are_untouched(small: Catalogue) -> None:
    results = api.run_cases(small, today=TODAY)
    assert [each.passed for each in results] == [True, True]
    pairs = {each.pair for each in api.untouched_rules(small, results)}
    assert ("teaching", "bhos-3.1") in pairs
    assert ("teaching", "srgr-1") not in pairs
    assert len(pairs) == 13


def test_all_files_of_cases_are_read_before_any_is_run(small: Catalogue, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("- name: 1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        api.run_cases(small, [str(broken), str(tmp_path / "gone.yaml")])
    assert {each.path for each in caught.value.problems} == {str(broken), str(tmp_path / "gone.yaml")}


def test_the_fingerprint_is_that_of_the_content_and_not_of_line_ends(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(SMALL, root)
    before = api.open_catalogue(SMALL).fingerprint
    assert api.open_catalogue(root).fingerprint == before
    path = root / "rules" / "care.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert api.open_catalogue(root).fingerprint == before
    path.write_bytes(path.read_bytes() + b"# another thought\r\n")
    changed = api.open_catalogue(root).fingerprint
    assert changed != before
    assert api.open_catalogue(root).fingerprint == changed


def test_files_that_are_not_of_the_catalogue_are_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(SMALL, root)
    (root / "rules" / ".hidden.yaml").write_text("{[", encoding="utf-8")
    (root / "rules" / "notes.md").write_text("{[", encoding="utf-8")
    (root / "other").mkdir()
    (root / "other" / "x.yaml").write_text("{[", encoding="utf-8")
    assert api.open_catalogue(root).fingerprint == api.open_catalogue(SMALL).fingerprint
