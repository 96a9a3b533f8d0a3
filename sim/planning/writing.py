"""A path of levels as the scenario file that says the same."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from .least import Ints
from .pools import PlannedPool


def scenario_text(
    base: str,
    titles: Mapping[str, str],
    paths: Sequence[tuple[PlannedPool, Sequence[int]]],
    first_year: int,
    told: Sequence[str] = (),
) -> str:
    """The text of a scenario that extends `base` with the levels of each pool, year by year.

    `titles` are by language; `told` are lines that stand above all as comments.
    """
    title = ", ".join(f"{lang}: {_quoted(text)}" for lang, text in titles.items())
    lines = [f"# {line}".rstrip() for line in told]
    lines += ["doorstroom: 1", f"title: {{{title}}}", f"extends: {_quoted(base)}", "interventions:"]
    for pool, levels in paths:
        lines += _interventions(pool, levels, first_year)
    return "\n".join([*lines, ""])


def _interventions(pool: PlannedPool, levels: Sequence[int], first_year: int) -> Iterator[str]:
    """One of a pool of the region, or one of each gemeente that has places."""
    field = "fte" if pool.is_staff else "number"
    by_year = [pool.amounts(level) for level in levels]
    for at, gemeente in enumerate(pool.gemeenten):
        amounts = [amounts[at] for amounts in by_year]
        if pool.units[at] == 0:
            continue
        name = f"plan-{pool.name}" if gemeente is None else f"plan-{pool.name}-{at + 1}"
        aim = "" if gemeente is None else f", gemeenten: [{_quoted(gemeente)}]"
        path = ", ".join(
            f"{date}: {amount:g}" for date, amount in dated(amounts, first_year, pool.training_days)
        )
        thing = f"{pool.section[:-1]}: {_quoted(pool.name)}"
        what = f"{thing}{aim}, {field}: {{path: {{{path}}}}}"
        yield f"  - {{id: {_quoted(name)}, kind: places, {what}}}"


def dated(
    amounts: Sequence[float], first_year: int, training_days: int
) -> Iterator[tuple[dt.date, float]]:
    """When each amount begins: on 1 January, or as much earlier as staff takes that is added.

    The first is there from 1 January, or earlier, whatever stood before.
    """
    new_year, ahead = dt.date(first_year, 1, 1), dt.timedelta(days=training_days)
    yield new_year - ahead, amounts[0]
    for year, (before, amount) in enumerate(pairwise(amounts), start=first_year + 1):
        if amount != before:
            new_year = dt.date(year, 1, 1)
            yield (new_year - ahead if amount > before else new_year), amount


def levels_by_pool(
    pools: Sequence[PlannedPool], levels: Ints
) -> list[tuple[PlannedPool, list[int]]]:
    """Each pool with its row of levels."""
    return list(zip(pools, levels.tolist(), strict=True))


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)
