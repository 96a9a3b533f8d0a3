"""Routes after a stay: rows in force by calendar against the root row (rule 14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from ..errors import ScenarioError
from ..in_force.timelines import Timeline, in_force
from ..scenario.schema import NextChange, Number, Placed, Route, Scenario
from .arrivals import Source
from .changes import Interventions, LevelsBuilder, dated, place_of
from .model import Exit, RouteVersion

SUM_TOLERANCE = 1e-9


def code_of(destination: str, stations: Sequence[str]) -> int:
    """Station index or exit code of a destination's name."""
    names = {"out": Exit.OUT, "early": Exit.EARLY, "moved": Exit.MOVED, "back": Exit.BACK}
    return int(names[destination]) if destination in names else list(stations).index(destination)


def shares_by_day(
    row: Route | None, scenario: Scenario
) -> tuple[list[int], list[dict[str, float]]]:
    """Shares by destination on every day that the row itself changes, `rest` worked out."""
    if row is None:
        return [0], [{"out": 1.0}]
    lines = {name: in_force(number, [], scenario.period) for name, number in row.shares.items()}
    days = sorted({0}.union(*(line.days for line in lines.values())))
    rows = []
    for day in days:
        shares = {name: line.at(day) for name, line in lines.items()}
        if row.rest is not None:
            shares[row.rest] = shares.get(row.rest, 0.0) + max(0.0, 1.0 - sum(shares.values()))
        rows.append(shares)
    return days, rows


def _with_changes(
    scenario: Scenario, row: Route | None, placed: list[Placed]
) -> tuple[list[int], list[dict[str, float]]]:
    """Shares in force by day with the `next` interventions of `placed` applied."""
    days, rows = shares_by_day(row, scenario)
    if not placed:
        return days, rows
    by_target: dict[str, list[Placed]] = {}
    for item in placed:
        spec = item.intervention
        assert isinstance(spec, NextChange)
        assert spec.to is not None
        by_target.setdefault(spec.to, []).append(item)
    lines = {to: _target_line(scenario, days, rows, to, ones) for to, ones in by_target.items()}
    all_days = sorted(set(days).union(*(line.days for line in lines.values())))
    results = []
    for day in all_days:
        base = rows[int(np.searchsorted(days, day, side="right")) - 1]
        results.append(_one_day(base, {to: line.at(day) for to, line in lines.items()}, by_target))
    return all_days, results


def _target_line(
    scenario: Scenario,
    days: list[int],
    rows: list[dict[str, float]],
    to: str,
    placed: list[Placed],
) -> Timeline:
    start = np.datetime64(scenario.period.start, "D")
    path: dict[dt.date, float] = {}
    for day, shares in zip(days, rows, strict=True):
        share = shares.get(to, 0.0)
        if not path or abs(share - next(reversed(path.values()))) > SUM_TOLERANCE:
            path[(start + day).astype(object)] = share  # days of other shares set nothing here
    changes = [
        dated(item, item.intervention.share)
        for item in placed
        if isinstance(item.intervention, NextChange) and item.intervention.share is not None
    ]
    return in_force(Number(path=path), changes, scenario.period)


def _one_day(
    base: dict[str, float], wanted: dict[str, float], by_target: dict[str, list[Placed]]
) -> dict[str, float]:
    shares = {**base, **wanted}
    proportional = 0.0
    for to, share in wanted.items():
        gained = share - base.get(to, 0.0)
        placed = by_target[to][-1]
        spec = placed.intervention
        assert isinstance(spec, NextChange)
        if spec.taken_from == "proportional":
            proportional += gained
        else:
            _take_from(shares, spec.taken_from, gained, placed)
    _take_in_proportion(shares, wanted, proportional)
    return {name: max(0.0, share) for name, share in shares.items()}


def _take_from(shares: dict[str, float], giver: str, gained: float, placed: Placed) -> None:
    had = shares.get(giver, 0.0)
    shares[giver] = had - gained
    if shares[giver] < -SUM_TOLERANCE:
        raise ScenarioError(
            f"{place_of(placed)}: takes {gained:.3f} from {giver}, which has only {had:.3f}; "
            "take less or from another destination"
        )


def _take_in_proportion(shares: dict[str, float], wanted: dict[str, float], gained: float) -> None:
    others = [name for name in shares if name not in wanted]
    total = sum(shares[name] for name in others)
    if abs(gained) <= SUM_TOLERANCE:
        return
    if total <= SUM_TOLERANCE:
        shares["out"] = shares.get("out", 0.0) - gained
        if shares["out"] < -SUM_TOLERANCE:
            raise ScenarioError(
                f"interventions give {', '.join(wanted)} together more than the whole row; "
                "lower a share, or name in taken_from who gives it"
            )
        return
    if gained > total + SUM_TOLERANCE:
        raise ScenarioError(
            f"interventions give {', '.join(wanted)} {gained:.3f} more, but the other "
            f"destinations have only {total:.3f}; lower a share"
        )
    for name in others:
        shares[name] *= (total - gained) / total


def _cumulative(parts: Sequence[float]) -> tuple[float, ...]:
    total = sum(parts)
    if total <= 0.0:
        return tuple(1.0 for _ in parts)
    sums = np.cumsum(np.array(parts)) / total
    last = max(row for row, part in enumerate(parts) if part > 0.0)
    sums[last:] = 1.0
    return tuple(float(item) for item in sums)


def version(
    root: dict[str, float], shares: dict[str, float], stations: Sequence[str]
) -> RouteVersion:
    """A row in force against its root row; shares of `back` go to the others without it.

    Where nothing is left but `back`, who did not escalate goes out.
    """
    names = list(dict.fromkeys([*root, *shares]))
    codes = tuple(code_of(name, stations) for name in names)
    p = [root.get(name, 0.0) for name in names]
    q = [shares.get(name, 0.0) for name in names]
    if sum(p) <= 0.0:
        p = q
    without = None
    if "back" in names:
        others = [name for name in names if name != "back"]
        left = _normalised(shares, others) or {"out": 1.0}
        without = version(_normalised(root, others), left, stations)
    kept = tuple(1.0 if pj <= 0.0 else min(1.0, qj / pj) for pj, qj in zip(p, q, strict=True))
    gains = [max(0.0, qj - pj) for pj, qj in zip(p, q, strict=True)]
    return RouteVersion(
        destinations=codes,
        root_cumulative=_cumulative(p),
        kept=kept,
        gains_cumulative=_cumulative(gains),
        share=tuple(q),
        is_root=all(item >= 1.0 - 1e-15 for item in kept),
        without_back=without,
    )


def _normalised(shares: dict[str, float], names: list[str]) -> dict[str, float]:
    total = sum(shares.get(name, 0.0) for name in names)
    return {name: shares.get(name, 0.0) / total for name in names} if total > 0 else {}


class RoutesBuilder:
    """Versions of rows and the level that says which is in force, one per kind of row."""

    def __init__(self, scenario: Scenario, levels: LevelsBuilder) -> None:
        self.scenario = scenario
        self.levels = levels
        self.versions: list[RouteVersion] = []
        self._known: dict[RouteVersion, int] = {}
        self._rows: dict[object, int] = {}
        self._interventions = Interventions(scenario)

    def level(self, station: str, source: Source) -> int:
        """The level of the version of this source's row at `station`."""
        about = self._interventions.about(NextChange, station, "to")
        placed = [item for item in about if source.is_concerned(item.intervention)]
        row = self._row(self.scenario, station, source)
        root = self._row(self.scenario.root, station, source)
        key = (id(row), id(root), tuple(id(item) for item in placed))
        if key not in self._rows:
            self._rows[key] = self._new_level(row, root, placed)
        return self._rows[key]

    def _row(self, spec: object, station: str, source: Source) -> Route | None:
        result = getattr(spec, "stations").get(station)  # noqa: B009
        if result is None or result.next is None:
            return None
        route = result.next.find(source.gemeente, source.spec.need)
        return route if isinstance(route, Route) else None

    def _new_level(self, row: Route | None, root: Route | None, placed: list[Placed]) -> int:
        days, rows = _with_changes(self.scenario, row, placed)
        root_days, root_rows = shares_by_day(root, self.scenario)
        values, all_days = [], sorted({*days, *root_days})
        for day in all_days:
            shares = rows[int(np.searchsorted(days, day, side="right")) - 1]
            base = root_rows[int(np.searchsorted(root_days, day, side="right")) - 1]
            values.append(
                float(
                    self._index(
                        version(base if root else shares, shares, list(self.scenario.stations))
                    )
                )
            )
        return self.levels.add(Timeline(tuple(all_days), tuple(values)))

    def _index(self, item: RouteVersion) -> int:
        if item not in self._known:
            self._known[item] = len(self.versions)
            self.versions.append(item)
        return self._known[item]
