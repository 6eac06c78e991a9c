"""What rests on which section: every citation of every file is found, under the section it names."""

import re
from collections import Counter

from alignment import api
from alignment.catalogue.citing import section_uses
from tests.catalogue.bad import SMALL


def test_every_section_is_listed_in_order_with_what_rests_on_it() -> None:
    uses = section_uses(api.open_catalogue(SMALL))
    assert [(each.source, each.at) for each in uses] == [
        ("report", "1"),
        ("report", "4.4"),
        ("report", "5.2.1"),
        ("page", "Start"),
    ]
    on_conclusion = {(each.kind, each.id) for each in uses[2].resting}
    assert on_conclusion >= {
        ("rule", "income → bhos-1.1"),
        ("rule", "teaching → bhos-3.1"),
        ("rule", "policing → srgr-3"),
        ("recommendation", "whole-approach"),
        ("recommendation", "long-enough"),
        ("case", "rules/cases/basics.yaml:15"),
    }
    assert ("rule", "care → srgr-1") not in on_conclusion


def test_each_thing_rests_on_a_section_once() -> None:
    for use in section_uses(api.open_catalogue(SMALL)):
        assert [count for count in Counter(use.resting).values() if count > 1] == []


def test_no_citation_of_a_file_is_overlooked() -> None:
    """Files in which something cites a section, found as text, beside those that the walk finds."""
    cited = {
        path.relative_to(SMALL).as_posix()
        for path in SMALL.rglob("*.yaml")
        if re.search(r"source: \w+, at:", path.read_text(encoding="utf-8"))
    }
    found = set()
    for use in section_uses(api.open_catalogue(SMALL)):
        for each in use.resting:
            if each.kind == "rule":
                found.add(f"rules/{each.id.split(' ')[0]}.yaml")
            elif each.kind == "case":
                found.add(each.id.split(":")[0])
            elif each.kind == "recommendation":
                found.add("rules/recommendations.yaml")
            elif each.kind == "target":
                found.add(f"policies/{each.id.rpartition('-')[0]}.yaml")
            else:
                found |= {f"{each.id}.yaml", f"{each.id.rpartition('/')[0]}.yaml"}
    assert cited <= found
