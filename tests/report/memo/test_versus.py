"""The comparison memo counts as the page Compare does, whatever scenarios look at and from where enough is."""

import pytest

from alignment.api import assess_scenario, compare_scenarios, open_catalogue, read_scenario
from alignment.assessment.compare import part
from alignment.model.base import LANGUAGES
from alignment.text.messages import messages
from tests.report.memo.memos import memo_of

COMPONENTS = "components: [{intervention: victim-care, dose: 0.5}, {intervention: sexual-education, dose: 1}]\n"
PLAIN = f"title: {{nl: Een, en: One}}\n{COMPONENTS}".encode()
HIGHER = f"title: {{nl: Twee, en: Two}}\nthreshold: 0.95\n{COMPONENTS}".encode()
NARROWER = f"title: {{nl: Drie, en: Three}}\nframeworks: [srgr]\n{COMPONENTS}".encode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("other", [HIGHER, NARROWER])
def test_the_memo_counts_as_the_page(other: bytes, lang: str) -> None:
    catalogue = open_catalogue()
    scenarios = [read_scenario(catalogue, f"{n}.yaml", each) for n, each in enumerate((PLAIN, other))]
    parted = part(compare_scenarios([assess_scenario(catalogue, each) for each in scenarios]))
    apart, total = len(parted.differing) + len(parted.shifted), len(parted.differing + parted.shifted + parted.alike)
    assert total
    assert bool(parted.differing) is (other is HIGHER)
    said = messages(lang).say("memo.matrix-intro", n=apart, total=total)
    assert said in memo_of(catalogue, PLAIN, other, kind="comparison", lang=lang)
