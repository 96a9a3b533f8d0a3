"""One run as its indicators look at it: who counts, what is care, when things ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..draws import NEVER
from ..in_force import NOTHING_HAPPENED, InForce, Log, PoolInForce
from ..indicators.definitions import form_of
from ..network.model import LegalFrame
from ..visits import Outcome
from .periods import Periods
from .tallies import Edges, Journeys, Line, Presence, journeys_of, last_ticks, line_of, list_left
from .whole import measured

if TYPE_CHECKING:
    from ..network import Network
    from ..scenario.schema import Scenario
    from ..visits import Visits

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]
Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]

FRAMES = tuple(frame.name.lower() for frame in LegalFrame)
CLOSED_FORM = "closed"
DECISION_FORM = "decision"
LOCAL_TEAM_FORM = "local_team"


@dataclass(frozen=True)
class Lens:
    """A run with all that is worked out from it once; arrays over visits unless said."""

    scenario: Scenario
    network: Network
    visits: Visits
    periods: Periods
    log: Log = NOTHING_HAPPENED
    """What followed from what happened (rule 28)."""
    by_list: tuple[Network, Visits] | None = None
    """The same with every list behind one form apart (rule 8)."""

    @classmethod
    def of(
        cls,
        scenario: Scenario,
        network: Network,
        visits: Visits,
        periods: Periods,
        log: Log = NOTHING_HAPPENED,
    ) -> Lens:
        """Of a run as the engine left it: lists behind one form are looked at as one pool."""
        return cls(scenario, *measured(network, visits), periods, log, (network, visits))

    @cached_property
    def in_force(self) -> InForce:
        """What was in force on each day."""
        return InForce(self.scenario, self.log)

    def pool(self, index: int) -> PoolInForce:
        """A pool by its number, as it was on each day."""
        instance = self.in_force.pools[index]
        return self.in_force.pool(instance.base, instance.gemeente)

    @cached_property
    def deters(self) -> bool:
        """Whether any list may deter; else nothing is told of it."""
        return any(item.waiting.deterred is not None for item in self.scenario.stations.values())

    def told(self, names: tuple[str, ...]) -> list[str]:
        """Those of some ways to end that a run may have."""
        return [name for name in names if name != "deterred" or self.deters]

    @cached_property
    def inside(self) -> list[int]:
        """Gemeenten that count, as indices."""
        return [int(item) for item in np.flatnonzero(~self.network.outside)]

    @cached_property
    def gemeente_names(self) -> list[str]:
        """Their names, in the order of `gemeente`."""
        return [self.network.gemeenten[item] for item in self.inside]

    @cached_property
    def gemeente(self) -> Cells:
        """Gemeente counted among those inside; -1 outside."""
        place = np.full(len(self.network.gemeenten), -1, dtype=np.int32)
        place[self.inside] = np.arange(len(self.inside))
        return place[self.network.source_gemeente][self.visits.source]

    @cached_property
    def cell(self) -> Cells:
        """Station and gemeente as one number; -1 where the client does not count."""
        cell = self.station * np.int32(len(self.inside)) + self.gemeente
        cell[~self.counts] = -1
        return cell

    @cached_property
    def counts(self) -> Flags:
        """Whether the client is of a gemeente inside the region."""
        return self.gemeente >= 0

    @cached_property
    def need(self) -> Cells:
        """Need of the client."""
        return self.network.source_need.astype(np.int32)[self.visits.source]

    @cached_property
    def referrer(self) -> Cells:
        """Referrer of the client."""
        return self.network.source_referrer.astype(np.int32)[self.visits.source]

    @cached_property
    def frame(self) -> Cells:
        """Legal frame of the client, as network.model.LegalFrame."""
        return self.visits.legal_frame.astype(np.int32)

    @cached_property
    def station(self) -> Cells:
        """Station of the visit."""
        return self.visits.station.astype(np.int32, copy=False)

    @cached_property
    def outcome(self) -> Codes:
        """How the visit ended, as visits.Outcome."""
        return self.visits.outcome.astype(np.int8, copy=False)

    @cached_property
    def ended(self) -> Ints:
        """End of the visit, or of the run."""
        return last_ticks(self.visits.ended, self.network.end)

    @cached_property
    def left(self) -> Ints:
        """When the list was left: by a start, otherwise, or at the end of the run."""
        return list_left(self.visits, self.network.end)

    @cached_property
    def begun(self) -> Flags:
        """Whether care started."""
        return np.asarray(self.visits.started != NEVER, dtype=np.bool_)

    @cached_property
    def relocations(self) -> tuple[Ints, Ints]:
        """Rows of visits that go on with the care of another, and the rows of those others."""
        return self.line.relocations

    @cached_property
    def care_began(self) -> Flags:
        """Whether care started that does not go on with that of another visit (rule 20)."""
        begun = self.begun.copy()
        begun[self.relocations[0]] = False
        return begun

    @cached_property
    def care_ended(self) -> Flags:
        """Whether care ended, and was not gone on with elsewhere."""
        goes_on = (self.outcome == Outcome.IN_CARE) | (self.outcome == Outcome.RELOCATED)
        return np.asarray(self.begun & ~goes_on, dtype=np.bool_)

    @property
    def care_since(self) -> Ints:
        """The start of the care of each visit; that of the first one, for who was relocated."""
        since = self.visits.started.copy()
        rows, olds = self.relocations
        # An old visit stands before the one that goes on with it, so chains are followed in order.
        for place in np.argsort(rows).tolist():
            since[rows[place]] = since[olds[place]]
        return since

    @property
    def blocked_from(self) -> Ints:
        """Since when the client kept a place for want of the next one; its end where never."""
        return self.ended - self.visits.blocked

    def stations_that(self, **spec: object) -> Flags:
        """Stations whose fields have these values; shape (N,)."""
        stations = self.scenario.stations
        return np.array(
            [
                all(getattr(stations[name], key) == value for key, value in spec.items())
                for name in self.network.stations
            ],
            dtype=np.bool_,
        )

    @cached_property
    def form(self) -> NDArray[np.str_]:
        """The form of each station, its group where it has none; shape (N,)."""
        stations = self.scenario.stations
        return np.array([form_of(stations[name]) for name in self.network.stations], dtype=np.str_)

    @cached_property
    def care_station(self) -> Flags:
        """Stations that give help (jeugdhulp); shape (N,)."""
        return self.stations_that(group="care")

    @cached_property
    def away_station(self) -> Flags:
        """Stations away from home; shape (N,)."""
        return self.stations_that(away_from_home=True)

    @cached_property
    def away(self) -> Flags:
        """Whether care started away from home."""
        return np.asarray(self.away_station[self.station] & self.begun, dtype=np.bool_)

    @cached_property
    def authorised(self) -> Flags:
        """Whether that is under a closed authorisation."""
        return np.asarray(self.away & (self.frame == LegalFrame.CLOSED), dtype=np.bool_)

    @cached_property
    def closed(self) -> Flags:
        """Whether care started at a closed place."""
        closed = self.stations_that(form=CLOSED_FORM)[self.station]
        return np.asarray(closed & self.begun, dtype=np.bool_)

    @cached_property
    def care(self) -> Flags:
        """Whether the visit is to a station that gives help."""
        return np.asarray(self.care_station[self.station], dtype=np.bool_)

    @cached_property
    def helps(self) -> Flags:
        """Whether help was given: care started at a station that gives it."""
        return self.care & self.begun

    @cached_property
    def line(self) -> Line:
        """The ways of clients from visit to visit."""
        return line_of(self.visits, self.network.end)

    def release_line(self) -> None:
        """Give back the memory of `line`: once checked, only what follows from it is used."""
        for name in ("journeys", "relocations"):
            getattr(self, name)
        self.__dict__.pop("line", None)

    @cached_property
    def journeys(self) -> Journeys:
        """Referrals of the run."""
        return journeys_of(self.visits, self.line)

    @cached_property
    def helped(self) -> Flags:
        """Whether help was given, along with the rows of the journeys."""
        return self.helps[self.journeys.rows]

    @cached_property
    def edges(self) -> Edges:
        """Moments at which a year or span begins or ends."""
        return self.periods.edges

    # ------------------------------------------------------------------ who is there

    @cached_property
    def moments(self) -> Ints:
        """Every moment at which it is counted who is there."""
        periods = self.periods
        dates = [span.begin for span in (*periods.dates, *periods.target_dates)]
        months = [span.end for span in periods.months]
        return np.unique(np.array([*self.edges.ticks, *dates, *months], dtype=np.int64))

    @cached_property
    def waiting(self) -> Presence:
        """Who waits, by cell."""
        return self._there(self.visits.joined, self.left, self.cell)

    @cached_property
    def in_care(self) -> Presence:
        """Who is in care, by cell."""
        return self.in_care_of(self.begun)

    @cached_property
    def blocked(self) -> Presence:
        """Who keeps a place for want of the next one, by cell."""
        cell = np.where(self.visits.blocked > 0, self.cell, np.int32(-1))
        return self._there(self.blocked_from, self.ended, cell)

    @cached_property
    def in_care_away(self) -> Presence:
        """Who is in care away from home, by cell."""
        return self.in_care_of(self.away)

    @cached_property
    def in_care_authorised(self) -> Presence:
        """Who is away from home under a closed authorisation, by cell."""
        return self.in_care_of(self.authorised)

    @cached_property
    def in_care_closed(self) -> Presence:
        """Who is in care at a closed place, by cell."""
        return self.in_care_of(self.closed)

    def in_care_of(self, chosen: Flags) -> Presence:
        """Who is in care of the chosen visits, by cell."""
        cell = np.where(chosen, self.cell, np.int32(-1))
        return self._there(self.visits.started, self.ended, cell)

    @cached_property
    def in_care_by_pool(self) -> Presence:
        """Who is in care, by pool; everybody who uses a place counts."""
        pool, pools = np.where(self.begun, self.visits.pool, np.int32(-1)), len(self.network.pools)
        return Presence.of(self.moments, self.visits.started, self.ended, pool, pools)

    def _there(self, begin: Ints, end: Ints, cell: Cells) -> Presence:
        cells = len(self.network.stations) * len(self.inside)
        return Presence.of(self.moments, begin, end, cell, cells)

    # ------------------------------------------------------------------ periods

    @cached_property
    def slices(self) -> list[slice]:
        """The intervals of each year and span."""
        return [self.edges.between(item.begin, item.end) for item in self.periods.long]

    def by_period(self, result: NDArray[Any]) -> NDArray[Any]:
        """Sums over the intervals of each year and span, along the last axis."""
        if np.issubdtype(result.dtype, np.integer):
            before = np.zeros((*result.shape[:-1], result.shape[-1] + 1), dtype=result.dtype)
            np.cumsum(result, axis=-1, out=before[..., 1:])
            begins, ends = np.array([(part.start, part.stop) for part in self.slices]).T
            return before[..., ends] - before[..., begins]
        return np.stack([result[..., part].sum(axis=-1) for part in self.slices], axis=-1)
