"""Ceilings on what care costs in a year, in words (rule 32)."""

from __future__ import annotations

from collections.abc import Iterator

from ..scenario.schema import Ceiling, Scenario
from .speech import Speaker


def ceilings(speaker: Speaker, base: Scenario | None) -> Iterator[str]:
    """Who may spend how much on what, and what then; what `base` says too is left out."""
    known, mine = _of(base), _of(speaker.scenario)
    for name in known:
        if name not in mine:
            yield speaker.say("ceiling.gone", name=_called(speaker, name, known[name]))
    for name, spec in mine.items():
        if known.get(name) != spec:
            yield _ceiling(speaker, name, spec)


def _of(scenario: Scenario | None) -> dict[str, Ceiling]:
    return scenario.money.ceilings if scenario is not None and scenario.money else {}


def _called(speaker: Speaker, name: str, spec: Ceiling) -> str:
    return speaker.text(spec.title, name.replace("_", " "))


def _ceiling(speaker: Speaker, name: str, spec: Ceiling) -> str:
    amounts = [
        speaker.say("ceiling.amount", amount=speaker.euros(amount.first), year=year)
        for year, amount in spec.per_year.items()
    ]
    pools = [speaker.pool(pool) for pool in spec.pools or ()]
    return speaker.say(
        "ceiling",
        name=_called(speaker, name, spec),
        who=_who(speaker, spec),
        pools=speaker.say("ceiling.pools", names=speaker.listed(pools)) if pools else "",
        shared="" if len(spec.gemeenten or ()) == 1 else speaker.say("ceiling.shared"),
        amounts=speaker.listed(amounts),
        then=speaker.say(f"ceiling.{spec.when_reached}"),
    )


def _who(speaker: Speaker, spec: Ceiling) -> str:
    """Who may spend, and of which gemeenten together: an amount is not that of each."""
    many = "all" if spec.gemeenten is None else "one" if len(spec.gemeenten) == 1 else "many"
    return speaker.say(
        f"ceiling.{'who' if spec.payer == 'gemeente' else 'payer'}.{many}",
        payer=speaker.payer(spec.payer),
        gemeenten=speaker.listed(list(spec.gemeenten or ())),
    )
