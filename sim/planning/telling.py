"""What a plan comes to in sentences, on the screen and as comments of the file it becomes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from ..errors import ScenarioError
from ..results.small_cells import FEW, is_few
from ..scenario.finding import find_scenario
from ..texts import LANGUAGES, Texts, texts_in
from ..texts.format import JOINED, THIN
from .asking import SURE, Asked
from .costs import UNTOLD, YearOfPlan
from .planned import Planned
from .pools import PlannedPool
from .writing import levels_by_pool, scenario_text


def children(number: float, texts: Texts) -> str:
    """How many are in care; nobody is told apart where they are few."""
    return f"< {FEW}" if is_few(number) else texts.formats.number(number)


def amount(pool: PlannedPool, level: float, texts: Texts) -> str:
    """FTE or places at a level, of all gemeenten together."""
    total = level * sum(pool.units)
    return texts.formats.number(total, 1 if pool.is_staff else 0)


def file_text(planned: Planned, asked: Asked, folder: Path, texts: Texts) -> str:
    """The scenario file of a plan, to stand in `folder`, with what it comes to above it."""
    outlook = planned.outlook
    titles: dict[str, str] = {
        lang: texts_in(lang)(
            "plan.title",
            base=outlook.resolved.scenario.title.in_language(lang),
            year=outlook.years[0],
        )
        for lang in LANGUAGES
    }
    lines = (titles[texts.lang], *findings(planned, asked, texts), *years(planned, texts))
    told = [line.replace(JOINED, "").replace(THIN, " ") for line in lines]
    paths = levels_by_pool(outlook.pools, planned.levels)
    base = _called(asked.scenario, outlook.base, folder)
    return scenario_text(base, titles, paths, outlook.years[0], told)


def _called(name: str, base: Path, folder: Path) -> str:
    """The name of a scenario where it leads there from the folder too, else its path."""
    try:
        return name if find_scenario(name, beside=folder).resolve() == base else str(base)
    except ScenarioError:
        return str(base)


def findings(planned: Planned, asked: Asked, texts: Texts) -> Iterator[str]:
    """How far it reaches, pool by pool, and what is to be known of it."""
    formats, outlook = texts.formats, planned.outlook
    spec = {"limit": formats.percent(asked.limit, 1), "growth": formats.percent(asked.growth)}
    if planned.most is not None:
        sure, less = (formats.percent(part) for part in (SURE, planned.certainty))
        yield texts("plan.less_sure", sure=sure, less=less, **spec)
    for at, pool in enumerate(outlook.pools):
        yield _reach(planned, at, pool, texts, spec)
    yield texts("plan.counted", **spec)
    yield from _conditions(planned, asked, texts)


def years(planned: Planned, texts: Texts) -> Iterator[str]:
    """Euros and staff of each year."""
    for item in planned.costs:
        euros = texts.formats.money(item.euros, signed=True)
        yield texts("plan.year", year=item.year, euros=euros, staff=staff(item, texts))


def staff(item: YearOfPlan, texts: Texts) -> str:
    """The FTE more or less, by profile; a dash where no staff is counted."""
    told = [
        f"{texts('plan.profile') if profile == UNTOLD else profile} "
        f"{texts.formats.number(fte, 1, signed=True)} fte"
        for profile, fte in item.fte.items()
    ]
    return ", ".join(told) or "-"


def _reach(planned: Planned, at: int, pool: PlannedPool, texts: Texts, spec: dict[str, str]) -> str:
    """From which year on a pool is within the limit in so many draws, or how far it comes."""
    outlook = planned.outlook
    needed = planned.certainty * len(planned.draws.numbers)
    holds = planned.held[at] >= needed - 1e-9
    share = texts.formats.percent(float(planned.shares[at, -1]), 1)
    last = outlook.years[-1]
    if not holds[-1]:
        places = float(planned.levels[at, -1] * pool.places[-1])
        asks = children(float(pool.load.asked[-1]), texts)
        return texts(
            "plan.not_reached", pool=pool.name, share=share, year=last, asked=asks,
            places=texts.formats.number(places), **spec,
        )  # fmt: skip
    first = next(year for place, year in enumerate(outlook.years) if holds[place:].all())
    held = texts("plan.of", n=int(planned.held[at, -1]), of=len(planned.draws.numbers))
    told = {**spec, "held": held, "share": share}
    return texts("plan.reached", pool=pool.name, year=first, last=last, **told)


def _conditions(planned: Planned, asked: Asked, texts: Texts) -> Iterator[str]:
    pools, formats = planned.outlook.pools, texts.formats
    begins = dt.date(planned.outlook.years[0], 1, 1)
    for key, chosen in (
        ("plan.follows", [pool.name for pool in pools if pool.follows]),
        ("plan.no_price", [pool.name for pool in pools if not (pool.price > 0).any()]),
        ("plan.by_care", [pool.name for pool in pools if pool.paid_by_care]),
        ("plan.training", [pool.name for pool in pools if pool.training_days]),
    ):
        if chosen:
            yield texts(key, pools=formats.listed(chosen), date=formats.date(begins))
    if asked.budget is not None:
        yield texts("plan.budget", budget=formats.money(asked.budget))
    if planned.draws.apart:
        yield texts("what_if.apart", why=planned.draws.apart)
