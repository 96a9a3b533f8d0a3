"""What the file beside a state file means in a network: what came before its start (rule 23)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...draws import TICKS_PER_DAY
from ...errors import UNTOLD, Place, Problem, ScenarioError
from ...in_force.ceilings import REACHED
from ...in_force.changes import SEEN_WAIT
from ...in_force.following import FOLLOWS
from ...network import Network
from ...network.seen import A_YEAR
from ...rules.past import Past, nothing_before
from ...scenario.paths import shown_path
from ...scenario.wording import suggestion
from .past_rows import PastFile, PastRow, What, read_past

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_FIELDS = {
    What.SEEN: SEEN_WAIT,
    What.LEFT: SEEN_WAIT,
    What.ASKED: SEEN_WAIT,
    What.TIMES: FOLLOWS,
    What.SPENT: REACHED,
    What.REACHED: REACHED,
}
_MOST_DAYS = 2 * A_YEAR


def past_of(network: Network, state: Path) -> tuple[Past | None, tuple[str, ...]]:
    """What the file beside a state file says of the time before, and that in sentences.

    None where nothing of it is known; raises ScenarioError with a line for each row that is wrong.
    """
    start: dt.date = network.start.astype(dt.date)
    file = read_past(state, start)
    if file is None:
        return None, tuple(_not_told(network, nothing_before(network), ()))
    reading = _Before(network, file, start)
    past = reading.past()
    return past, (*reading.told(), *_not_told(network, past, reading.with_money))


def _not_told(network: Network, past: Past, with_money: Sequence[int]) -> Iterator[str]:
    """What a run looks back on that was not said."""
    if network.seen.reference_weeks.size and not past.look_ticks.size:
        yield "waits seen before are not said: those of the scenario, for the first 91 days"
    if len(with_money) < network.accounts.thing.size:
        yield "money spent this year is not said: a ceiling is that of the rest of the year"


class _Before:
    """The rows of a file while they are laid out for a network."""

    def __init__(self, network: Network, file: PastFile, start: dt.date) -> None:
        self._network, self._file, self._start = network, file, start
        self._waits = network.seen.reference_weeks.size
        self._unused: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self.with_money: list[int] = []

    def told(self) -> Iterator[str]:
        """What it held, and what this scenario does not look back on."""
        counts = Counter(row.what for row in self._file.rows)
        yield "before that day: " + ", ".join(f"{n:,} {what}" for what, n in counts.items())
        if self._unused:
            names = ", ".join(f"{name} ({count:,})" for name, count in self._unused.items())
            yield f"rows that this scenario does not look back on: {names}"

    def past(self) -> Past:
        """All of it."""
        rows = {row: self._things(row) for row in self._file.rows if row.what in _FIELDS}
        days = self._days()
        looks, weeks = self._seen(rows)
        decided, factors = self._followed(rows)
        spent, times = self._money(rows)
        past = Past(
            look_ticks=looks,
            weeks=weeks,
            left=self._counts(rows, What.LEFT, days),
            asked=self._counts(rows, What.ASKED, days),
            decided=decided,
            factors=factors,
            spent=spent,
            reached=self._reached(rows),
            amount_times=times,
        )
        if self._problems:
            raise ScenarioError(self._problems)
        return past

    def _note(
        self, row: PastRow, key: str, rule: str, way_out: str = "", value: object = UNTOLD
    ) -> None:
        place = Place(shown_path(self._file.path), row.line)
        self._problems.append(Problem(rule, way_out, place=place, keys=(key,), value=value))

    # -------------------------------------------------------------- what a row is about

    def _things(self, row: PastRow) -> list[int]:
        """The rows of what is logged that it is about; what the region sees, each gemeente does."""
        network, field = self._network, _FIELDS[row.what]
        known = {"stations": network.stations, "pools": tuple(dict.fromkeys(network.places.base))}
        names = known.get(row.of, (row.name,))
        if row.name not in names:
            self._note(row, "name", "is not in the scenario", suggestion(row.name, names), row.name)
            return []
        if row.gemeente and row.gemeente not in network.gemeenten:
            way_out = suggestion(row.gemeente, network.gemeenten)
            self._note(row, "gemeente", "is not in the scenario", way_out, row.gemeente)
            return []
        mine = [
            (at, thing.detail)
            for at, thing in enumerate(network.seen.things)
            if (thing.section, thing.name, thing.field) == (row.of, row.name, field)
        ]
        exact = [at for at, detail in mine if detail == row.gemeente]
        result = exact or [at for at, _ in mine if row.what == What.SEEN and not row.gemeente]
        if not result:
            self._unused[f"{row.what} of {row.of}.{row.name}"] += 1
        return result

    # -------------------------------------------------------------- waits that were seen

    def _days(self) -> int:
        """On how many days before the start joins and leaves were counted."""
        firsts = [row.tick for row in self._file.rows if row.what == What.COUNTED and row.tick]
        return min(-min(firsts) // TICKS_PER_DAY, _MOST_DAYS) if firsts else 0

    def _seen(self, rows: dict[PastRow, list[int]]) -> tuple[Ints, Floats]:
        """Looks, and what was seen before and at each; a list that was not told of stays as it was.

        What was seen before the first that is told was that too.
        """
        seen = [(row, at) for row, things in rows.items() if row.what == What.SEEN for at in things]
        ticks = np.unique(np.array([row.tick or 0 for row, _ in seen], np.int64))
        weeks = np.full((1 + ticks.size, self._waits), np.nan)
        for row, at in seen:
            weeks[1 + int(np.searchsorted(ticks, row.tick or 0)), at] = row.value
        reference = self._network.seen.reference_weeks
        for at in range(self._waits):
            told = weeks[~np.isnan(weeks[:, at]), at]
            weeks[0, at] = told[0] if told.size else reference[at]
            for look in range(1, 1 + ticks.size):
                if np.isnan(weeks[look, at]):
                    weeks[look, at] = weeks[look - 1, at]
        return ticks, weeks

    def _counts(self, rows: dict[PastRow, list[int]], what: What, days: int) -> Ints:
        """Who left or asked, by list and day; of a smaller region less, rounded as a sum."""
        counts = np.zeros((self._waits, days))
        for row, things in rows.items():
            if row.what != what:
                continue
            day = days + (row.tick or 0) // TICKS_PER_DAY
            if not days:
                self._note(row, "day", "is of no day on which was counted", "say `counted` since")
            elif day >= 0:
                counts[things, day] += row.value
        total = np.cumsum(counts * self._network.scale, axis=1)
        return np.diff(np.floor(total + 0.5), axis=1, prepend=0).astype(np.int64)

    # -------------------------------------------------------------- places and money

    def _followed(self, rows: dict[PastRow, list[int]]) -> tuple[Ints, Floats]:
        """Decisions, and what the places of each pool were multiplied with before and from each."""
        followers = self._network.followers
        told = [
            (row, at) for row, things in rows.items() if row.what == What.TIMES for at in things
        ]
        ticks = np.unique(np.array([row.tick for row, _ in told], np.int64))
        factors = np.ones((followers.pool.size, 1 + ticks.size))
        for row, at in sorted(told, key=lambda item: item[0].tick or 0):
            mine = np.flatnonzero(followers.follows & (followers.thing == at))
            first = 1 + int(np.searchsorted(ticks, row.tick or 0))
            factors[mine, first:] = row.value
        return ticks, factors

    def _money(self, rows: dict[PastRow, list[int]]) -> tuple[Floats, Floats]:
        """What was spent, and by what the ceiling of the first year is multiplied.

        The network has the part of it that is left at the start; of whom it is known what they
        spent since a day, it is that since then.
        """
        size, first = self._network.accounts.thing.size, self._first_account
        spent, times = np.zeros(size), np.ones(size)
        start = self._start
        begin, end = dt.date(start.year, 1, 1), dt.date(start.year + 1, 1, 1)
        for row, things in rows.items():
            for at in things if row.what == What.SPENT else ():
                since = begin
                if row.tick is not None:
                    since = start + dt.timedelta(days=row.tick // TICKS_PER_DAY)
                if since < begin:
                    self._note(row, "day", f"is before {begin}", "say what was spent this year")
                spent[at - first] += row.value * self._network.scale
                times[at - first] = (end - since).days / (end - start).days
                self.with_money.append(at)
        return spent, times

    def _reached(self, rows: dict[PastRow, list[int]]) -> NDArray[np.bool_]:
        reached = np.zeros(self._network.accounts.thing.size, np.bool_)
        for row, things in rows.items():
            if row.what == What.REACHED:
                reached[[at - self._first_account for at in things]] = True
        return reached

    @property
    def _first_account(self) -> int:
        """Accounts come last of all that is logged."""
        return len(self._network.seen.things) - self._network.accounts.thing.size
