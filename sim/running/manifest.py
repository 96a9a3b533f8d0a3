"""Where results come from, and every name and title that a page needs (docs/results.md)."""

from __future__ import annotations

import datetime as dt
import platform
from collections import Counter
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ..errors import Problem
from ..in_force.changes import begins_on
from ..results.manifest import (
    BreakEvenNote,
    ConservationNote,
    DrawsNote,
    LookBackNote,
    Manifest,
    MoneyNote,
    PeriodsNote,
    StopNote,
    TargetNote,
)
from ..results.scenario_note import BlockNote, Explained, ScenarioNote, StartNote
from ..scenario.finding import scenario_name
from ..scenario.schema import BlockUse, BreakEven, Scenario, Text
from ..scenario.triggers import triggered
from ..telling.assumed import effect_of
from ..telling.chain import Chain, chain_of
from ..telling.explain import explain
from ..telling.sources import STATUSES, count_by_status
from .names import Names, both_languages
from .origin import commit, portable, portable_command, this_machine

if TYPE_CHECKING:
    from ..indicators.kept import Kept
    from .plan import Plan, Precision

PACKAGES = ("numpy", "pandas", "scipy", "numba", "simpy", "pyarrow")
_BULLET = "  - "
_DASH = "–"

T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """How a plan was carried out; `reached` says whether a stopping rule was met, if any."""

    command: str
    created: dt.datetime
    seconds: float
    trial: bool
    scale: float
    seed: int
    engine: str
    jobs: int
    replications: int
    runs: int
    reached: bool | None
    repaired: int = 0
    kept: Kept | None = None


def manifest_of(plan: Plan, done: Done) -> Manifest:
    """The manifest without the digests of the tables."""
    spec, rule, regions = plan.experiment, plan.precision, Names(plan)
    return Manifest(
        doorstroom=version("doorstroom"),
        kind="experiment" if spec else "run",
        experiment=plan.name if spec else None,
        question=both_languages(spec.question) if spec else None,
        command=portable_command(done.command),
        created=done.created.replace(microsecond=0),
        wall_seconds=round(done.seconds, 1),
        trial=done.trial,
        scale=done.scale,
        seed=done.seed,
        replications=done.replications,
        jobs=done.jobs,
        engine=done.engine,
        draws=_draws(plan, done),
        stop_rule=_stop_rule(rule, done) if rule else None,
        baseline=plan.baseline,
        scenarios=plan.ahead,
        look_back=_look_back(plan),
        matters=dict(spec.matters) if spec else {},
        chain=_chain(plan),
        breakeven=tuple(map(_asked, spec.breakeven)) if spec else (),
        targets=_targets(plan.scenarios[plan.baseline]),
        periods=_periods(plan),
        scenario={name: _scenario(plan, item) for name, item in plan.scenarios.items()},
        stations=regions.stations(),
        pools=regions.pools(),
        gemeenten=regions.gemeenten(),
        needs=regions.needs(),
        sources=regions.sources(),
        money=_money(plan.scenarios[plan.baseline]),
        conservation=ConservationNote(checked=done.runs, broken=0),
        files=_files(plan),
        versions={"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        machine=this_machine(),
        commit=commit(),
        **_kept(done.kept),
    )


def _kept(kept: Kept | None) -> dict[str, Any]:
    if kept is None:
        return {}
    return {"kept": tuple(sorted(kept.whole)), "kept_in_total": tuple(sorted(kept.in_total))}


def _draws(plan: Plan, done: Done) -> DrawsNote | None:
    if plan.drawing is None:
        return None
    joint = plan.drawing.joint
    return DrawsNote(
        ensemble=plan.drawing.ensemble,
        count=done.replications,
        second_runs=min(plan.drawing.second_runs, done.replications),
        repaired=done.repaired,
        numbers=len(joint.unknowns),
        groups=len(joint.groups),
    )


def _stop_rule(rule: Precision, done: Done) -> StopNote:
    wide = f"{100 * rule.half_width:g}%" if rule.is_relative else f"{rule.half_width:.6g}"
    return StopNote(indicator=rule.indicator, half_width=wide, reached=bool(done.reached))


def _look_back(plan: Plan) -> LookBackNote | None:
    look_back = plan.experiment.look_back if plan.experiment else None
    if look_back is None:
        return None
    return LookBackNote(
        baseline=plan.back_baseline,
        scenarios=tuple(name for name in plan.back if name != plan.back_baseline),
        until=look_back.until,
        period=plan.back_span,
    )


def _asked(spec: BreakEven) -> BreakEvenNote:
    return BreakEvenNote(
        id=spec.id,
        title=both_languages(spec.title),
        look=spec.look,
        scenario=scenario_name(spec.scenario),
        pool=spec.pool,
        gemeenten=tuple(spec.gemeenten),
        years=tuple(spec.years),
    )


def _periods(plan: Plan) -> PeriodsNote:
    periods = plan.periods(plan.baseline)
    period = plan.scenarios[plan.baseline].period
    return PeriodsNote(
        start=period.start,
        report_from=period.report_from,
        end=period.end,
        years=tuple(year.name for year in periods.years),
        spans=tuple(span.name for span in periods.spans),
        end_state=periods.end_state,
        headline=periods.headline,
        headline_back=plan.back_span or None,
    )


def _chain(plan: Plan) -> Chain:
    """The chain of the baseline, to draw: on the last day of the look back, else the first day."""
    baseline = plan.scenarios[plan.baseline]
    look_back = plan.experiment.look_back if plan.experiment else None
    at = look_back.until if look_back else baseline.period.report_from
    is_inside = baseline.period.start <= at < baseline.period.end
    return chain_of(baseline, at if is_inside else None)


def _targets(scenario: Scenario) -> dict[str, TargetNote]:
    """What the targets of the baseline are called and count, and where they come from."""
    return {
        name: TargetNote(
            title=both_languages(item.title), counts=both_languages(item.counts), source=item.source
        )
        for name, item in scenario.targets.items()
    }


def _scenario(plan: Plan, scenario: Scenario) -> ScenarioNote:
    return ScenarioNote(
        title=both_languages(scenario.title),
        extends=portable(scenario.extends) if scenario.extends else None,
        blocks=tuple(map(_block, scenario.blocks)),
        numbers=_numbers(scenario),
        warnings=tuple(_warning(item) for item in scenario.warnings),
        explained=_explained(plan, scenario),
        ceilings=_ceilings(scenario),
        starts=starts_of(scenario),
    )


def _ceilings(scenario: Scenario) -> dict[str, Text]:
    """The titles of ceilings, of those that have one."""
    spec = scenario.money.ceilings if scenario.money else {}
    titles = {name: both_languages(item.title) for name, item in spec.items()}
    return {name: title for name, title in titles.items() if title is not None}


def starts_of(scenario: Scenario) -> tuple[StartNote, ...]:
    """When interventions begin, those of one block and day together; last those without a day."""
    titles = {use.name: use.block.title for use in scenario.blocks}
    by_sight = {use.name for use in triggered(scenario)}
    together: Counter[tuple[str | None, Text | None, dt.date | None]] = Counter()
    for placed in scenario.interventions:
        title = placed.intervention.title or titles.get(placed.block or "")
        day = begins_on(placed) or scenario.period.start
        together[placed.block, title, None if placed.block in by_sight else day] += 1
    starts = [
        StartNote(title=both_languages(title), day=day, interventions=number)
        for (_, title, day), number in together.items()
    ]
    return tuple(sorted(starts, key=lambda note: note.day or dt.date.max))


def _warning(problem: Problem) -> str:
    place = problem.place
    if place is None:
        return str(problem)
    return str(replace(problem, place=replace(place, file=portable(place.file)), asked_in=""))


def _block(use: BlockUse) -> BlockNote:
    document = use.block.from_document
    return BlockNote(
        name=use.name,
        title=both_languages(use.block.title),
        effect=effect_of(use.block),
        expects=both_languages(use.block.expects),
        delay_days=use.delay_days,
        source=document.source if document else None,
        section=document.section if document else None,
    )


def _numbers(scenario: Scenario) -> dict[str, int]:
    """How many numbers of a scenario have which status."""
    result = count_by_status(scenario)
    return {status: result.get(status, 0) for status in STATUSES}


def _explained(plan: Plan, scenario: Scenario) -> Explained:
    """What a scenario changes of the one it is compared with, in sentences."""
    base = plan.scenarios[plan.back_baseline if scenario.name in plan.back else plan.baseline]
    if base is scenario:
        return Explained(nl=(), en=())
    as_long = scenario.model_copy(update={"period": base.period})
    ids = {placed.intervention.id for item in (base, scenario) for placed in item.interventions}

    def told(lang: Literal["nl", "en"]) -> tuple[str, ...]:
        return tuple(
            _bare(line, ids) for line in explain(as_long, base, lang=lang, files=False)[1:]
        )

    return Explained(nl=told("nl"), en=told("en"))


def _bare(line: str, ids: set[str]) -> str:
    """A sentence without indent, and without the name of its intervention; a dash marks a point."""
    if not line.startswith(_BULLET):
        return line.strip()
    sentence = line.removeprefix(_BULLET)
    name, _, rest = sentence.partition(": ")
    return f"{_DASH} {rest if name in ids else sentence}"


def _money(scenario: Scenario) -> MoneyNote | None:
    money = scenario.money
    if money is None:
        return None
    index = {str(year): number.first for year, number in money.index.items()}
    return MoneyNote(price_level=money.price_level, index=index)


def _files(plan: Plan) -> dict[str, str]:
    files = dict(plan.files)
    for scenario in plan.scenarios.values():
        files |= scenario.files
    result: dict[str, str] = {}
    for shown, known in sorted(files.items()):
        name = portable(shown)
        while name in result:  # two files of one name, both elsewhere
            name = f"elsewhere/{name}"
        result[name] = known
    return result
