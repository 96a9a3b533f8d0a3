"""Where results come from, and every name and title that a page needs (docs/results.md)."""

from __future__ import annotations

import datetime as dt
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..scenario.finding import scenario_name
from ..scenario.schema import BreakEven, Scenario, Text
from ..telling.chain import chain_of
from ..telling.explain import explain
from ..telling.sources import STATUSES, count_by_status

if TYPE_CHECKING:
    from .plan import Plan

PACKAGES = ("numpy", "pandas", "scipy", "numba", "simpy", "pyarrow")
LANGUAGES = ("nl", "en")
_BULLET = "  - "
_DASH = "–"


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


def manifest_of(plan: Plan, done: Done) -> dict[str, Any]:
    """The manifest without the digests of the tables."""
    spec = plan.experiment
    look_back = spec.look_back if spec else None
    return {
        "doorstroom": version("doorstroom"),
        "kind": "experiment" if spec else "run",
        "experiment": plan.name if spec else None,
        "question": _text(spec.question) if spec else None,
        **_how(plan, done),
        "baseline": plan.baseline,
        "scenarios": list(plan.ahead),
        "look_back": look_back
        and {
            "baseline": plan.back_baseline,
            "scenarios": [name for name in plan.back if name != plan.back_baseline],
            "until": str(look_back.until),
            "period": plan.back_span,
        },
        "matters": dict(spec.matters) if spec else {},
        "chain": _chain(plan),
        "breakeven": [_asked(item) for item in spec.breakeven] if spec else [],
        "targets": _targets(plan.scenarios[plan.baseline]),
        "periods": _periods(plan),
        "scenario": {name: _scenario(plan, item) for name, item in plan.scenarios.items()},
        **_names(plan),
        "conservation": {"checked": done.runs, "broken": 0},
        "files": _files(plan),
        "versions": {"python": platform.python_version()}
        | {name: version(name) for name in PACKAGES},
        "machine": _machine(),
        "commit": _commit(),
    }


def _asked(spec: BreakEven) -> dict[str, Any]:
    return {
        "id": spec.id,
        "title": _text(spec.title),
        "look": spec.look,
        "scenario": scenario_name(spec.scenario),
        "pool": spec.pool,
        "gemeenten": list(spec.gemeenten),
        "years": list(spec.years),
    }


def _how(plan: Plan, done: Done) -> dict[str, Any]:
    rule = plan.precision
    return {
        "command": done.command,
        "created": done.created.isoformat(timespec="seconds"),
        "wall_seconds": round(done.seconds, 1),
        "trial": done.trial,
        "scale": done.scale,
        "seed": done.seed,
        "replications": done.replications,
        "jobs": done.jobs,
        "engine": done.engine,
        "draws": None,
        "stop_rule": rule
        and {
            "indicator": rule.indicator,
            "half_width": f"{rule.half_width:.6g}"
            if not rule.is_relative
            else f"{100 * rule.half_width:g}%",
            "reached": done.reached,
        },
    }


def _periods(plan: Plan) -> dict[str, Any]:
    periods = plan.periods(plan.baseline)
    period = plan.scenarios[plan.baseline].period
    return {
        "start": str(period.start),
        "report_from": str(period.report_from),
        "end": str(period.end),
        "years": [year.name for year in periods.years],
        "spans": [span.name for span in periods.spans],
        "end_state": periods.end_state,
        "headline": periods.end_state,
        "headline_back": plan.back_span or None,
    }


def _text(text: Text | None) -> dict[str, str] | None:
    return {lang: text.in_language(lang) for lang in LANGUAGES} if text else None


def _chain(plan: Plan) -> dict[str, Any]:
    """The chain of the baseline, to draw: on the last day of the look back, else the first day."""
    baseline = plan.scenarios[plan.baseline]
    look_back = plan.experiment.look_back if plan.experiment else None
    at = look_back.until if look_back else baseline.period.report_from
    is_inside = baseline.period.start <= at < baseline.period.end
    return chain_of(baseline, at if is_inside else None).model_dump(mode="json")


def _targets(scenario: Scenario) -> dict[str, Any]:
    """What the targets of the baseline are called and count, and where they come from."""
    return {
        name: {"title": _text(item.title), "counts": _text(item.counts), "source": item.source}
        for name, item in scenario.targets.items()
    }


def _scenario(plan: Plan, scenario: Scenario) -> dict[str, Any]:
    return {
        "title": _text(scenario.title),
        "extends": scenario.extends,
        "blocks": [
            {
                "name": use.name,
                "title": _text(use.block.title),
                "effect": use.block.effect,
                "expects": _text(use.block.expects),
                "delay_days": use.delay_days,
                "source": use.block.from_document.source if use.block.from_document else None,
                "section": use.block.from_document.section if use.block.from_document else None,
            }
            for use in scenario.blocks
        ],
        "numbers": _numbers(scenario),
        "warnings": [str(warning) for warning in scenario.warnings],
        "explained": _explained(plan, scenario),
    }


def _numbers(scenario: Scenario) -> dict[str, int]:
    """How many numbers of a scenario have which status."""
    result = count_by_status(scenario)
    return {status: result.get(status, 0) for status in STATUSES}


def _explained(plan: Plan, scenario: Scenario) -> dict[str, list[str]]:
    """What a scenario changes of the one it is compared with, in sentences."""
    base = plan.scenarios[plan.back_baseline if scenario.name in plan.back else plan.baseline]
    if base is scenario:
        return {lang: [] for lang in LANGUAGES}
    as_long = scenario.model_copy(update={"period": base.period})
    told = {lang: explain(as_long, base, lang=lang) for lang in LANGUAGES}
    ids = {placed.intervention.id for item in (base, scenario) for placed in item.interventions}
    return {lang: [_bare(line, ids) for line in lines[1:]] for lang, lines in told.items()}


def _bare(line: str, ids: set[str]) -> str:
    """A sentence without indent, and without the name of its intervention; a dash marks a point."""
    if not line.startswith(_BULLET):
        return line.strip()
    sentence = line.removeprefix(_BULLET)
    name, _, rest = sentence.partition(": ")
    return f"{_DASH} {rest if name in ids else sentence}"


def _names(plan: Plan) -> dict[str, Any]:
    """Stations, pools, gemeenten and needs of all scenarios, in order of appearance."""
    result: dict[str, dict[str, Any]] = {
        name: {} for name in ("stations", "pools", "gemeenten", "needs", "sources")
    }
    for scenario in plan.scenarios.values():
        _add_stations(scenario, result["stations"])
        _add_pools(scenario, result["pools"])
        for name, gemeente in scenario.gemeenten.items():
            spec = {"outside": gemeente.outside, "youth": gemeente.youth.first}
            result["gemeenten"].setdefault(name, spec)
        for name, need in scenario.needs.items():
            result["needs"].setdefault(name, {"title": _text(need.title)})
        for name, source in scenario.sources.items():
            known = {"title": source.title, "year": source.year, "address": source.address}
            result["sources"].setdefault(name, known)
    return {**result, "money": _money(plan.scenarios[plan.baseline])}


def _money(scenario: Scenario) -> dict[str, Any] | None:
    money = scenario.money
    if money is None:
        return None
    index = {str(year): number.first for year, number in money.index.items()}
    return {"price_level": money.price_level, "index": index}


def _add_stations(scenario: Scenario, stations: dict[str, Any]) -> None:
    for name, station in scenario.stations.items():
        norm = station.waiting.norm_weeks
        spec: dict[str, Any] = {
            "title": _text(station.title),
            "group": station.group,
            "form": station.form,
            "away_from_home": station.away_from_home,
            "norm_weeks": norm.first if norm else None,
            "evidence": station.waiting.evidence,
            "pool": station.pool or name,
            "payer": station.cost.payer,
            "scenarios": [],
        }
        stations.setdefault(name, spec)["scenarios"].append(scenario.name)


def _add_pools(scenario: Scenario, pools: dict[str, Any]) -> None:
    for name, station in scenario.stations.items():
        pool = station.pool or name
        spec = scenario.pools.get(pool, station)
        known: dict[str, Any] = {
            "profile": getattr(spec, "profile", None),
            "staff": spec.staff is not None,
            "limited": spec.staff is not None or spec.places is not None,
            "stations": [],
        }
        using = pools.setdefault(pool, known)["stations"]
        if name not in using:
            using.append(name)


def _files(plan: Plan) -> dict[str, str]:
    files = dict(plan.files)
    for scenario in plan.scenarios.values():
        files |= scenario.files
    return dict(sorted(files.items()))


def _machine() -> dict[str, Any]:
    import joblib
    import psutil

    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.processor() or platform.machine(),
        "cores": int(joblib.cpu_count()),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
    }


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
