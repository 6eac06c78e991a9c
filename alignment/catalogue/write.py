"""Scenarios as YAML files, such that reading them again gives the same scenario."""

from typing import Any

import yaml

from alignment.catalogue.yaml12 import scalar
from alignment.model.scenario import Scenario

_LINE_ENDS = "\x85\u2028\u2029"
"""Characters that a plain text would lose, since YAML folds them as line ends."""


class Dumper(yaml.SafeDumper):
    """Quotes every text that YAML 1.1 or 1.2 would read as something else."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    quoted = not isinstance(scalar(value), str) or any(each in value for each in _LINE_ENDS)
    style = '"' if quoted else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


Dumper.add_representer(str, _text)


def scenario_yaml(scenario: Scenario) -> str:
    """The scenario as a YAML document; what has its default is left out."""
    data: dict[str, Any] = scenario.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["components"] = [
        each.model_dump(mode="json", by_alias=True, exclude_defaults=True) for each in scenario.components
    ]
    text: str = yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
    return text
