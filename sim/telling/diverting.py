"""What diverts from one station come to together, of 100 who are about to join it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..in_force import Group
from ..scenario.schema import Divert, Scenario
from ..traffic.flows import Traffic
from .speech import Speaker


def consecutive_diverts(speaker: Speaker) -> Iterator[str]:
    """What diverts from one station come to together, where there is more than one."""
    traffic = Traffic(speaker.in_force)
    for name in speaker.scenario.stations:
        if len(traffic.strands.diverts_from.get(name, ())) < 2:
            continue
        spec: dict[Together, list[Group]] = {}
        for group in traffic.in_force.groups:
            several = len(_diverts(traffic, name, group)) > 1
            if several and name in traffic.reached(group):
                spec.setdefault(_together(traffic, name, group), []).append(group)
        for (shares, row), alike in spec.items():
            who = _who(speaker, alike, traffic.in_force.groups)
            yield _diverts_sentence(speaker, name, shares, dict(row), who)


def _diverts(traffic: Traffic, name: str, group: Group) -> list[float]:
    """The shares of the diverts that still move someone at the end of the period, in order."""
    diverts = traffic.strands.diverts_from.get(name, ())
    new = [item for item in diverts if item.spec.when == "always" and "new" in item.spec.applies_to]
    shares = [item.share.of(group).last for item in new]
    return [share for share in shares if share > 0]


Together = tuple[tuple[float, ...], tuple[tuple[str, float], ...]]


def _together(traffic: Traffic, name: str, group: Group) -> Together:
    period = traffic.in_force.scenario.period
    row = traffic.joined_instead(name, group, (period.end - period.start).days - 1)
    shares = tuple(round(share, 6) for share in _diverts(traffic, name, group))
    return shares, tuple((to, round(share, 6)) for to, share in row.items() if share > 0)


def _diverts_sentence(
    speaker: Speaker, name: str, shares: tuple[float, ...], row: dict[str, float], who: str
) -> str:
    stay, gates = row.pop(name, 0.0), _gates(speaker.scenario)
    joined = {to: part for to, part in row.items() if to not in gates}
    passed = {to: part for to, part in row.items() if to in gates}
    moved = math.fsum(joined.values())
    return speaker.say(
        "diverts" if joined else "diverts.nowhere",
        name=speaker.station(name),
        who=who,
        moved=_of_100(speaker, moved),
        parts=_parts(speaker, "diverts.part", joined),
        stay=_of_100(speaker, stay),
        gates=_by_gates(speaker, passed, lost=1 - stay - moved),
        shares=speaker.listed([speaker.number(share, is_share=True) for share in shares]),
    )


def _gates(scenario: Scenario) -> frozenset[str]:
    """The gates by which diverts send clients first, who then join the station after all."""
    specs = (placed.intervention for placed in scenario.interventions)
    diverts = (spec for spec in specs if isinstance(spec, Divert))
    return frozenset(spec.via for spec in diverts if spec.via is not None)


def _parts(speaker: Speaker, key: str, row: dict[str, float]) -> str:
    return speaker.listed(
        [
            speaker.say(key, count=_of_100(speaker, part), to=speaker.station(to))
            for to, part in row.items()
        ]
    )


def _by_gates(speaker: Speaker, passed: dict[str, float], *, lost: float) -> str:
    """How many of the 100 go by gates first; these are no part of those who join another."""
    if not passed:
        return ""
    goes = speaker.say("diverts.lost", count=_of_100(speaker, lost)) if lost > 5e-4 else ""
    return speaker.say("diverts.gates", parts=_parts(speaker, "diverts.gate", passed), lost=goes)


def _of_100(speaker: Speaker, share: float) -> str:
    return speaker.number(round(100 * share, 1))


def _who(speaker: Speaker, alike: list[Group], everyone: tuple[Group, ...]) -> str:
    """Which clients are meant, when not all of them."""
    if len(alike) == len(everyone):
        return ""
    needs = sorted({speaker.need(item.need) for item in alike})
    gemeenten = sorted({item.gemeente for item in alike})
    every_need = len(needs) == len({group.need for group in everyone})
    every_gemeente = len(gemeenten) == len({group.gemeente for group in everyone})
    parts = [] if every_need else [speaker.say("only.needs", names=speaker.listed(needs))]
    if not every_gemeente:
        parts.append(speaker.say("only.gemeenten", names=speaker.listed(gemeenten)))
    return speaker.say("only", who=", ".join(parts)) if parts else ""


__all__ = ["consecutive_diverts"]
