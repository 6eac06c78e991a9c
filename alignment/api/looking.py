"""A scenario as if something about it were otherwise, to look at and not to keep."""

from collections.abc import Sequence
from typing import Any

from alignment.model.scenario import Scenario


def look_at(scenario: Scenario, frameworks: Sequence[str] = (), setting: str = "", group: str = "") -> Scenario:
    """The scenario held against other frameworks, or as if in one setting or for one group of children.

    What is empty stays as it is. The scenario given is not changed; ids are not checked.
    """
    context: dict[str, Any] = {}
    if setting:
        context["settings"] = (setting,)
    if group:
        context["groups"] = (group,)
    fields: dict[str, Any] = {"context": scenario.context.model_copy(update=context)} if context else {}
    if frameworks:
        fields["frameworks"] = tuple(frameworks)
    return scenario.model_copy(update=fields)
