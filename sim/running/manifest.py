"""Where results come from, and every name and title that a page needs (docs/results.md)."""

from __future__ import annotations

import datetime as dt
import platform
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeVar

from ..errors import Problem
from ..results.manifest import (
    BlockNote,
    BreakEvenNote,
    ConservationNote,
    Explained,
    GemeenteNote,
    LookBackNote,
    MachineNote,
    Manifest,
    MoneyNote,
    NeedNote,
    PeriodsNote,
    PoolNote,
    ScenarioNote,
    SourceNote,
    StationNote,
    StopNote,
    TargetNote,
)
from ..scenario.finding import scenario_name
from ..scenario.paths import shown_path
from ..scenario.schema import BlockUse, BreakEven, Pool, Scenario, Station, Text
from ..telling.chain import Chain, chain_of
from ..telling.explain import explain
from ..telling.sources import STATUSES, count_by_status

if TYPE_CHECKING:
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


def manifest_of(plan: Plan, done: Done) -> Manifest:
    """The manifest without the digests of the tables."""
    spec, rule = plan.experiment, plan.precision
    regions = _Names(plan)
    return Manifest(
        doorstroom=version("doorstroom"),
        kind="experiment" if spec else "run",
        experiment=plan.name if spec else None,
        question=_text(spec.question) if spec else None,
        command=_shown(done.command),
        created=done.created.replace(microsecond=0),
        wall_seconds=round(done.seconds, 1),
        trial=done.trial,
        scale=done.scale,
        seed=done.seed,
        replications=done.replications,
        jobs=done.jobs,
        engine=done.engine,
        draws=None,
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
        machine=_machine(),
        commit=_commit(),
    )


def _shown(command: str) -> str:
    """A command line without paths of this machine."""
    try:
        words = shlex.split(command)
    except ValueError:  # given by a program, not by a shell
        return command
    parts = [word.partition("=") for word in words]
    return shlex.join(
        f"{_relative(first)}{sign}{_relative(second)}" for first, sign, second in parts
    )


def _relative(word: str) -> str:
    return portable(shown_path(Path(word))) if Path(word).is_absolute() else portable(word)


def portable(shown: str) -> str:
    """A path as it may travel: of what lies outside this folder the name alone."""
    path = PurePosixPath(shown)
    return f"elsewhere/{path.name}" if path.is_absolute() or ".." in path.parts else shown


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
        title=_text(spec.title),
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
        headline=periods.end_state,
        headline_back=plan.back_span or None,
    )


def _text(text: Text | None) -> Text | None:
    """The text in both languages, of which a file may give one."""
    return Text(nl=text.in_language("nl"), en=text.in_language("en")) if text else None


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
        name: TargetNote(title=_text(item.title), counts=_text(item.counts), source=item.source)
        for name, item in scenario.targets.items()
    }


def _scenario(plan: Plan, scenario: Scenario) -> ScenarioNote:
    return ScenarioNote(
        title=_text(scenario.title),
        extends=portable(scenario.extends) if scenario.extends else None,
        blocks=tuple(map(_block, scenario.blocks)),
        numbers=_numbers(scenario),
        warnings=tuple(_warning(item) for item in scenario.warnings),
        explained=_explained(plan, scenario),
    )


def _warning(problem: Problem) -> str:
    place = problem.place
    if place is None:
        return str(problem)
    return str(replace(problem, place=replace(place, file=portable(place.file)), asked_in=""))


def _block(use: BlockUse) -> BlockNote:
    document = use.block.from_document
    return BlockNote(
        name=use.name,
        title=_text(use.block.title),
        effect=use.block.effect,
        expects=_text(use.block.expects),
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
        return tuple(_bare(line, ids) for line in explain(as_long, base, lang=lang)[1:])

    return Explained(nl=told("nl"), en=told("en"))


def _bare(line: str, ids: set[str]) -> str:
    """A sentence without indent, and without the name of its intervention; a dash marks a point."""
    if not line.startswith(_BULLET):
        return line.strip()
    sentence = line.removeprefix(_BULLET)
    name, _, rest = sentence.partition(": ")
    return f"{_DASH} {rest if name in ids else sentence}"


class _Names:
    """Stations, pools, gemeenten, needs and sources of all scenarios, in order of appearance."""

    def __init__(self, plan: Plan) -> None:
        self._scenarios = tuple(plan.scenarios.values())

    def stations(self) -> dict[str, StationNote]:
        first = _first(pair for item in self._scenarios for pair in item.stations.items())
        using = {name: [s.name for s in self._scenarios if name in s.stations] for name in first}
        return {name: _station(name, item, using[name]) for name, item in first.items()}

    def pools(self) -> dict[str, PoolNote]:
        using: dict[str, list[str]] = {}
        first: dict[str, Pool | Station] = {}
        for scenario in self._scenarios:
            for name, station in scenario.stations.items():
                pool = station.pool or name
                first.setdefault(pool, scenario.pools.get(pool, station))
                using.setdefault(pool, []).append(name)
        return {pool: _pool(spec, using[pool]) for pool, spec in first.items()}

    def gemeenten(self) -> dict[str, GemeenteNote]:
        first = _first(pair for item in self._scenarios for pair in item.gemeenten.items())
        return {
            name: GemeenteNote(outside=item.outside, youth=item.youth.first)
            for name, item in first.items()
        }

    def needs(self) -> dict[str, NeedNote]:
        first = _first(pair for item in self._scenarios for pair in item.needs.items())
        return {name: NeedNote(title=_text(need.title)) for name, need in first.items()}

    def sources(self) -> dict[str, SourceNote]:
        first = _first(pair for item in self._scenarios for pair in item.sources.items())
        return {
            name: SourceNote(title=source.title, year=source.year, address=source.address)
            for name, source in first.items()
        }


def _first(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Of every name what stands there first."""
    result: dict[str, T] = {}
    for name, item in pairs:
        result.setdefault(name, item)
    return result


def _station(name: str, station: Station, scenarios: Sequence[str]) -> StationNote:
    norm = station.waiting.norm_weeks
    return StationNote(
        title=_text(station.title),
        group=station.group,
        form=station.form,
        away_from_home=station.away_from_home,
        norm_weeks=norm.first if norm else None,
        evidence=station.waiting.evidence,
        pool=station.pool or name,
        payer=station.cost.payer,
        scenarios=tuple(scenarios),
    )


def _pool(spec: Pool | Station, stations: Sequence[str]) -> PoolNote:
    return PoolNote(
        profile=getattr(spec, "profile", None),
        staff=spec.staff is not None,
        limited=spec.staff is not None or spec.places is not None,
        stations=tuple(dict.fromkeys(stations)),
    )


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


def _machine() -> MachineNote:
    import joblib
    import psutil

    return MachineNote(
        system=f"{platform.system()} {platform.release()}",
        processor=platform.processor() or platform.machine(),
        cores=int(joblib.cpu_count()),
        memory_gb=round(psutil.virtual_memory().total / 2**30, 1),
    )


def _commit() -> str | None:
    """The commit of the working copy that this program runs from, if it is one."""
    root = Path(__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None
    result = _git(root, "rev-parse", "HEAD")
    if not result:
        return None
    return f"{result}-changed" if _git(root, "status", "--porcelain") else result


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
