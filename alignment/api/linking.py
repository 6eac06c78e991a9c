"""Links that carry a whole scenario: as query parameters, and back."""

from alignment.catalogue.link import LinkedScenario, read_token, same, write_token
from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Scenario


def write_link(catalogue: Catalogue, opened: Scenario, current: Scenario, reference: str | None) -> dict[str, str]:
    """The query parameters that carry a scenario and what it was opened from: `scenario`, `changes`, or both.

    `reference`: the id by which `opened` can be found again, of the catalogue or as `saved:<id>`; null for a scenario
    of a file or from nothing. An id that the catalogue no longer has counts as null: then everything travels.
    Raises InputError U27 or U30 where the scenario is too much for a link.
    """
    found = reference is not None and (":" in reference or catalogue.find(reference) is not None)
    named = {"scenario": reference} if reference is not None and found else {}
    if named and same(opened, current):
        return named
    return {**named, "changes": write_token(opened, current, whole=not named)}


def read_link(catalogue: Catalogue, token: str, opened: Scenario | None) -> LinkedScenario:
    """The scenario in the parameter `changes` of a link; `opened`: what its parameter `scenario` refers to, if any.

    Raises InputError: U27 too long, U28 incomplete or altered, U29 of a newer version, U30 too large, U31 without the
    scenario that it starts from, and every problem of the scenario in it, as with a file.
    """
    return read_token(catalogue.known, token, opened)
