"""Morris: what moves a number at all, by runs of the model in which groups move one by one."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ..errors import InputError, RunError
from ..indicators.definition import ITSELF
from ..indicators.definitions import HEADLINES, definition_of
from ..results.manifest import Manifest
from ..results.small_cells import is_few
from ..running import plan_of
from ..running.cores import crew_for, room_for_visits
from ..running.engines import AUTO, engine_named
from ..running.executors import Lost, tried_twice
from ..running.executors.crew import Cluster, Crew
from ..running.manifest import Done, manifest_of
from ..running.plan import Plan
from ..running.tasks import Options
from ..running.watching import Watch
from ..uncertainty import Joint
from ..uncertainty.doubts import Doubt
from .analysis import unknown_group
from .findings import Move
from .points import Point, Points
from .reading import DIFFERENCE, LEVEL

Floats = NDArray[np.float64]

LOW, HIGH = 0.05, 0.95
LEVELS = 4
"""Places of a group on the way: at 5%, 35%, 65% and 95% of its range."""
_CONFIDENCE = 0.90


@dataclass(frozen=True)
class Asked:
    """An experiment to be screened: so many ways through the groups, of `names` or of all."""

    experiment: str | Path
    trajectories: int = 10
    names: tuple[str, ...] = ()
    scale: float = 1.0
    engine: str = AUTO
    jobs: int | None = None
    command: str = ""
    cluster: Cluster | None = None


@dataclass(frozen=True)
class Screening:
    """What was found, and of which groups."""

    manifest: Manifest
    doubts: tuple[Doubt, ...]
    moves: tuple[Move, ...]


def refuse_without_salib() -> None:
    """Raise InputError where the package that Morris needs is not installed."""
    if find_spec("SALib") is None:
        raise InputError(
            "Morris needs the package SALib; install it with `pip install 'doorstroom[research]'`, "
            "or name a results folder over draws, of which nothing is run"
        )


def screened(asked: Asked, watch: Watch | None = None) -> Screening:
    """Run the model at the points of Morris; how many runs that takes is told before.

    Raises InputError for a group that there is not, RunError where runs cannot be made.
    """
    refuse_without_salib()
    watch, began, created = watch or Watch(), time.monotonic(), dt.datetime.now(dt.UTC)
    plan = plan_of(asked.experiment, draws=2)
    assert plan.drawing is not None
    joint = plan.drawing.joint
    names = _chosen(joint, asked.names)
    way = Way.drawn(names, asked.trajectories, plan.seed)
    scenarios = [plan.scenarios[name] for name in plan.ahead]
    crew = crew_for(scenarios, asked.scale, asked.jobs, asked.cluster)
    room, engine = room_for_visits(crew), engine_named(asked.engine)
    options = Options(plan.seed, asked.scale, engine, most_visits=room)
    _say_how_much(way, plan, crew.at_once, watch)
    period = plan.periods(plan.baseline).headline
    points = Points(joint, plan.ahead, HEADLINES, period, options, plan.headline_of(plan.baseline))
    values, repaired = _run(points, way, crew, watch)
    done = Done(
        command=asked.command, created=created, seconds=time.monotonic() - began, trial=False,
        scale=asked.scale, seed=plan.seed, engine=options.engine.value, jobs=crew.at_once,
        replications=len(way.p), runs=len(way.p) * len(plan.ahead), reached=None,
        repaired=repaired,
    )  # fmt: skip
    manifest = manifest_of(plan, done)
    doubts = tuple(item for item in joint.doubts if item.group in names)
    return Screening(manifest, doubts, tuple(_moves(values, way, plan)))


def _chosen(joint: Joint, asked: Sequence[str]) -> tuple[str, ...]:
    if not joint.groups:
        raise InputError(
            "no number with a range belongs to a doubt, so there are no groups to move; name "
            "groups in doubts (docs/scenario-files.md)"
        )
    for name in asked:
        if name not in joint.groups:
            raise InputError(unknown_group(name, joint.groups))
    return tuple(name for name in joint.groups if not asked or name in asked)


@dataclass(frozen=True)
class Way:
    """The points of all trajectories, in which one group moves at a time; `p` are probabilities."""

    names: tuple[str, ...]
    p: Floats
    seed: int

    @staticmethod
    def drawn(names: tuple[str, ...], trajectories: int, seed: int) -> Way:
        """Trajectories by seed, as SALib draws them."""
        from SALib.sample.morris import sample

        points = sample(_problem(names), trajectories, num_levels=LEVELS, seed=seed % 2**32)
        return Way(names, np.asarray(points, np.float64), seed)

    def points(self, every: Sequence[str]) -> Iterator[Point]:
        """Each point as a draw; groups of `every` that do not move stand at their middle.

        All points of a trajectory have one number, and so the same children and the same of what
        is a number's own: they differ by what moved, and by little chance.
        """
        each = len(self.names) + 1
        for at, row in enumerate(ndtri(self.p)):
            moved = dict(zip(self.names, row.tolist(), strict=True))
            yield Point(at, at // each + 1, dict.fromkeys(every, 0.0) | moved)

    def analysed(self, values: Floats) -> Mapping[str, Floats]:
        """Mean, mean size with its half-width, and spread of what a group moves, by group."""
        from SALib.analyze.morris import analyze

        found = analyze(
            _problem(self.names), self.p, values, num_levels=LEVELS, conf_level=_CONFIDENCE,
            seed=self.seed % 2**32,
        )  # fmt: skip
        names = ("mu", "mu_star", "mu_star_conf", "sigma")
        return {name: np.asarray(found[name], np.float64) for name in names}


def _problem(names: tuple[str, ...]) -> dict[str, object]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[LOW, HIGH]] * len(names)}


def _say_how_much(way: Way, plan: Plan, jobs: int, watch: Watch) -> None:
    points, scenarios = len(way.p), len(plan.ahead)
    trajectories = points // (len(way.names) + 1)
    watch.says(
        f"Morris over {len(way.names)} groups: {trajectories} trajectories of {len(way.names) + 1} "
        f"points, each of {scenarios} scenarios: {points * scenarios:,} runs, {jobs} at a time"
    )
    watch.begins(plan.name, points * scenarios)


def _run(points: Points, way: Way, crew: Crew, watch: Watch) -> tuple[Floats, int]:
    """The values of each point, (points, scenarios, indicators), and how many are repaired."""
    result = np.full((len(way.p), len(points.scenarios), len(points.indicators)), np.nan)
    repaired = 0
    groups = [(point,) for point in way.points(points.joint.groups)]

    def works(tasks: Iterable[tuple[Point, ...]]) -> Iterator[Points]:
        return (points.only(group) for group in tasks)

    with crew.executor(len(groups)) as executor:
        for outcome in tried_twice(executor, works, groups, apart=crew.is_apart):
            if isinstance(outcome, Lost):
                raise RunError(f"a run of Morris could not be made: {outcome.reason}")
            result[outcome.task.at], repaired = outcome.values, repaired + outcome.repaired
            for _ in points.scenarios:
                watch.made()
    return result, repaired


def _moves(values: Floats, way: Way, plan: Plan) -> Iterator[Move]:
    """A row for each number that comes out and each group, what moves most first."""
    place = plan.ahead.index(plan.baseline)
    for at, scenario in enumerate(plan.ahead):
        for column, indicator in enumerate(HEADLINES):
            level, base = values[:, at, column], values[:, place, column]
            of = LEVEL if at == place else DIFFERENCE
            apart = level if at == place else level - base
            if np.isnan(apart).any() or apart.std() == 0 or _is_small(indicator, level, base):
                continue
            found = way.analysed(apart)
            for group in np.argsort(-found["mu_star"]):
                yield Move(
                    scenario, indicator, of, way.names[group], float(found["mu_star"][group]),
                    float(found["mu_star_conf"][group]), float(found["mu"][group]),
                    float(found["sigma"][group]),
                )  # fmt: skip


def _is_small(indicator: str, *levels: Floats) -> bool:
    """Whether it counts children, on average fewer than may be told."""
    definition = definition_of(indicator)
    counts = definition is not None and definition.behind == ITSELF
    return counts and any(is_few(float(level.mean())) for level in levels)
