"""Rows of routes on each day, layer upon layer (rules 14 and 22)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

import numpy as np

from ..scenario.schema import NextChange, Period, Placed, Route
from .by_path import said_on
from .changes import Effect
from .timelines import Days, Flags, Running, Timeline, Values, days_of, in_force

TOLERANCE = 1e-9

Why = Literal["below_0", "above_1", "giver", "others", "nobody"]


@dataclass(frozen=True)
class RowProblem:
    """Why the interventions of one layer leave no row of shares from `day` on.

    `below_0`, `above_1`: what `destination` itself becomes is no share. `giver`: it gives more
    than it has. `others`: all that no intervention names have less together than is taken from
    them; `value` is what is short. `nobody`: what `out` loses finds no destination with a share.
    """

    why: Why
    destination: str
    value: float
    day: int
    placed: Placed


@dataclass(frozen=True, eq=False)
class Row:
    """Shares by destination, shape (destinations, days); each day holds until the next."""

    days: tuple[int, ...]
    destinations: tuple[str, ...]
    shares: Values
    problems: tuple[RowProblem, ...] = ()

    def at(self, day: float) -> dict[str, float]:
        """The shares on a day; before day 0 those of day 0."""
        column = max(int(np.searchsorted(self.days, day, side="right")) - 1, 0)
        return dict(zip(self.destinations, self.shares[:, column].tolist(), strict=True))

    def line(self, destination: str) -> Timeline:
        """The share of one destination on each day."""
        if destination not in self.destinations:
            return Timeline.constant(0.0)
        return Timeline.of_steps(self.days, self.shares[self.destinations.index(destination)])

    @property
    def lines(self) -> dict[str, Timeline]:
        """The share of each destination on each day, of those where anybody ever goes."""
        lines = {name: self.line(name) for name in self.destinations}
        return {name: line for name, line in lines.items() if line.value_array.any()}

    def columns(self, days: Days) -> list[list[float]]:
        """The shares on several days, day by day, in the order of the destinations."""
        columns = np.searchsorted(self.days, days, side="right") - 1
        result: list[list[float]] = self.shares.T[columns].tolist()
        return result

    def on(self, days: Days) -> dict[str, Values]:
        """The shares on several days, by destination."""
        columns = np.searchsorted(self.days, days, side="right") - 1
        return dict(zip(self.destinations, self.shares[:, columns], strict=True))


def own_row(route: Route | None, period: Period) -> Row:
    """A row as its section says it, `rest` worked out; without a row everyone goes out."""
    if route is None:
        return Row((0,), ("out",), np.ones((1, 1)))
    lines = {name: in_force(number, (), period) for name, number in route.shares.items()}
    days = days_of(period, *(line.days for line in lines.values()))
    shares = {name: line.on(days) for name, line in lines.items()}
    if route.rest is not None:
        left = np.maximum(0.0, 1.0 - _sum(shares.values(), days.size))
        shares[route.rest] = shares.get(route.rest, np.zeros(days.size)) + left
    return _row(days, shares)


def row_in_force(own: Row, effects: Sequence[Effect], period: Period, own_layer: int) -> Row:
    """A row under the `next` interventions that send clients to a destination."""
    row = own
    ordered = sorted(effects, key=lambda effect: effect.placed.layer)
    for layer, here in groupby(ordered, key=lambda effect: effect.placed.layer):
        row = _Layer(row, list(here), period, row_sets=layer == own_layer).result()
    return row


def _row(days: Days, shares: dict[str, Values], problems: Sequence[RowProblem] = ()) -> Row:
    return Row(tuple(days.tolist()), tuple(shares), np.array([*shares.values()]), tuple(problems))


def _sum(values: Iterable[Values], size: int) -> Values:
    """The sum in order: a sum over an axis of an array may add in another one."""
    total = np.zeros(size)
    for value in values:
        total = total + value
    return total


class _Layer:
    """All interventions of one layer at work, at once, on the row of the layer below."""

    def __init__(
        self, below: Row, effects: list[Effect], period: Period, *, row_sets: bool
    ) -> None:
        """`row_sets`: the row's own dates count among what this layer sets."""
        self.parts = [effect for effect in effects if _is_part(effect)]
        self.effects = [effect for effect in effects if not _is_part(effect)]
        self.below, self.row_sets = below, row_sets
        self.start, self.problems = period.start, list(below.problems)
        knots = (effect.dated.knots(period) for effect in effects)
        self.days = days_of(period, below.days, *knots)
        self.had = below.on(self.days)
        self.zeros = np.zeros(self.days.size)

    def result(self) -> Row:
        """The row of this layer."""
        shares, gains, in_proportion = dict(self.had), [], self.zeros
        for to, effects in self.by_destination.items():
            shares[to], of_givers = self._gains(to, effects)
            gains += of_givers
            self._check_number(to, shares[to], effects[-1])
        for giver, gained in gains:
            if giver == "proportional":
                in_proportion = in_proportion + gained
            else:
                shares[giver] = shares.get(giver, self.zeros) - gained
        self._check_givers(shares)
        self._take_in_proportion(shares, in_proportion)
        left = {name: np.maximum(share, 0.0) for name, share in shares.items()}
        self._take_parts(left)
        return _row(self.days, left, self.problems)

    def _take_parts(self, shares: dict[str, Values]) -> None:
        """Each part in order, of what goes to its giver once all else of this layer is settled.

        So a part never takes more than there is, and 0.3 and then 0.2 together take 0.44.
        """
        for effect in self.parts:
            spec, dated = _spec(effect), effect.dated
            giver, to = spec.taken_from, spec.to or ""
            part = said_on(dated.change.number, self.days, self.start)
            goes = shares.get(giver, self.zeros) * np.where(self._holds(effect), part, 0.0)
            shares[giver] = shares.get(giver, self.zeros) - goes
            shares[to] = shares.get(to, self.zeros) + goes

    @cached_property
    def by_destination(self) -> dict[str, list[Effect]]:
        """The interventions on each destination that one names."""
        result: dict[str, list[Effect]] = {}
        for effect in self.effects:
            result.setdefault(_spec(effect).to or "", []).append(effect)
        return result

    @cached_property
    def named(self) -> dict[str, Flags]:
        """On which days an intervention that holds names each destination."""
        return {
            to: np.logical_or.reduce([self._holds(effect) for effect in effects])
            for to, effects in self.by_destination.items()
        }

    def _holds(self, effect: Effect) -> Flags:
        return effect.dated.counts_on(self.days, self.start)

    def _gains(self, to: str, effects: list[Effect]) -> tuple[Values, list[tuple[str, Values]]]:
        """The number of a destination, and what it gains from each giver.

        Each intervention is answerable for what the number is with it less what it is without it,
        in both without those that come later; so what they gain adds up to what all gain together.
        """
        before = self.had.get(to, self.zeros)
        running = Running(self.days, self.start, before)
        if self.row_sets:
            running.since = self._own_sets(before)
        gains = []
        for giver, of_giver in groupby(effects, key=lambda effect: _spec(effect).taken_from):
            for effect in of_giver:
                running.apply(effect.dated)
            gains.append((giver, running.value - before))
            before = running.value
        return running.value, gains

    def _own_sets(self, own: Values) -> Days:
        """On each day the last day on which the row itself set another share, if any has."""
        steps = np.append(False, np.abs(np.diff(own)) > TOLERANCE)
        never = np.iinfo(np.int64).min
        return np.maximum.accumulate(np.where(steps, self.days, never))

    def _take_in_proportion(self, shares: dict[str, Values], gained: Values) -> None:
        """From all that no intervention names, in proportion; with none of them, from `out`."""
        others = {name: ~self.named.get(name, self.zeros > 1) for name in shares}
        of_others = [np.where(others[name], share, 0.0) for name, share in shares.items()]
        total = _sum(of_others, self.days.size)
        asked = np.abs(gained) > TOLERANCE
        alone = asked & (total <= TOLERANCE)
        named = ", ".join(self.by_destination)
        too_much = asked & ~alone & (gained > total + TOLERANCE)
        self._note("others", named, gained - total, too_much)
        part = np.where(asked & ~alone, (total - gained) / np.where(total > 0, total, 1.0), 1.0)
        for name, share in shares.items():
            shares[name] = np.where(others[name], share * part, share)
        if not alone.any():
            return
        shares["out"] = shares.get("out", self.zeros) - np.where(alone, gained, 0.0)
        is_named = alone & ~others.get("out", self.zeros < 1)
        self._note("nobody", "out", np.abs(gained), is_named)
        short = alone & ~is_named & (shares["out"] < -TOLERANCE)
        self._note("others", named, -shares["out"], short)

    # ------------------------------------------------------------------ what is refused

    def _check_number(self, to: str, value: Values, last: Effect) -> None:
        """What a named destination itself becomes is a share."""
        held = self.named[to]
        self._note("below_0", to, value, held & (value < -TOLERANCE), last.placed)
        self._note("above_1", to, value, held & (value > 1.0 + TOLERANCE), last.placed)

    def _check_givers(self, shares: dict[str, Values]) -> None:
        """Nobody gives more than they have."""
        known = {problem.destination for problem in self.problems}
        for giver in dict.fromkeys(_spec(effect).taken_from for effect in self.effects):
            if giver in shares and giver not in known:
                short = shares[giver] < -TOLERANCE
                self._note("giver", giver, -shares[giver], short, takes_from=giver)

    def _note(
        self,
        why: Why,
        destination: str,
        value: Values,
        wrong: Flags,
        placed: Placed | None = None,
        *,
        takes_from: str = "proportional",
    ) -> None:
        """A problem from the first of the wrong days on, if there is one."""
        if wrong.any():
            first = int(np.argmax(wrong))
            by = placed or self._latest(first, takes_from)
            day = int(self.days[first])
            self.problems.append(RowProblem(why, destination, float(value[first]), day, by))

    def _latest(self, at: int, takes_from: str) -> Placed:
        """The last intervention in order that holds on a day and takes from there."""
        holding = [effect for effect in self.effects if self._holds(effect)[at]]
        takers = [effect for effect in holding if _spec(effect).taken_from == takes_from]
        return (takers or holding or self.effects)[-1].placed


def _is_part(effect: Effect) -> bool:
    return effect.dated.change.operation == "part"


def _spec(effect: Effect) -> NextChange:
    spec = effect.placed.intervention
    assert isinstance(spec, NextChange)
    return spec
