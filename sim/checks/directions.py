"""Which way a policy should go: of an indicator that exists, somewhere where it is measured."""

from __future__ import annotations

from ..errors import Keys
from ..indicators.definitions import NAMES, Kind, full_names, indicator_of, pools_of
from ..scenario.wording import suggestion
from .findings import Findings

ALL = "all"
"""Where an indicator is looked at in total."""


def check_directions(findings: Findings) -> None:
    """Refuse a direction of a block of what is not measured, or not there."""
    for use in findings.scenario.blocks:
        for indicator, ways in use.block.direction.items():
            keys: Keys = ("blocks", use.name, "direction", indicator)
            _check_direction(findings, keys, indicator, tuple(ways))


def _check_direction(
    findings: Findings, keys: Keys, indicator: str, places: tuple[str, ...]
) -> None:
    scenario = findings.scenario
    definition = indicator_of(indicator, scenario)
    base = indicator.partition(":")[0]
    if definition is None and base not in NAMES:
        findings.unknown(keys, indicator, "indicator", NAMES)
        return
    if definition is None:
        way_out = suggestion(indicator, full_names(base, scenario), what="known are")
        findings.error(keys, indicator, f"{base} has no row of this name", way_out)
        return
    known = {".": [ALL], "S": list(scenario.stations), "P": list(pools_of(scenario))}
    rows = [name for row in definition.rows(Kind.SPAN) for name in known.get(row, ())]
    for place in places:
        if not rows:
            rule = f"{base} is not measured over several years, so that it shows no direction"
            findings.error((*keys, place), place, rule)
        elif place not in rows:
            findings.unknown((*keys, place), place, "station or pool", rows)
