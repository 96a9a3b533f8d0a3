"""What a run looks back on, on a day, as the file beside a state file (docs/data.md)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..clients.today.past_rows import NO_BLOCKS, PAST_COLUMNS, BlocksBefore, What
from ..draws import TICKS_PER_DAY
from ..engine.present import Stopped
from ..in_force import InForce
from ..in_force.changes import Thing
from ..network import Network, build_network
from ..rules.past import Past
from ..scenario.schema import Scenario
from ..scenario.triggers import triggered
from .simulation import simulate_network
from .triggers import running_on

_Cells = dict[str, object]


@dataclass(frozen=True)
class AsBegun:
    """The network in which blocks start as a run lets them, and those blocks on a day."""

    network: Network
    blocks: BlocksBefore


def as_begun(scenario: Scenario, on: dt.date, *, seed: int, scale: float) -> AsBegun:
    """The network of a run, and which of its blocks had started by a day (rule 30)."""
    network = build_network(scenario, scale=scale)
    if not triggered(scenario):
        return AsBegun(network, NO_BLOCKS)
    run = simulate_network(scenario, network, seed=seed, replication=0)
    in_force = InForce(run.scenario, run.observed.log(run.network))
    started, over = dict[str, dt.date](), dict[str, int]()
    for use in triggered(run.scenario):
        if use.begins is not None and use.begins <= on:
            started[use.name] = use.begins
        elif use.block.starts_when is not None:
            over[use.name] = running_on(in_force, use.block.starts_when, on)
    return AsBegun(run.network, BlocksBefore(started, over))


def past_text(stopped: Stopped, on: dt.date, blocks: BlocksBefore = NO_BLOCKS) -> str | None:
    """The time before as csv; None where nothing of a scenario looks back."""
    if not stopped.network.seen.things:
        return None
    text = io.StringIO()
    writer = csv.DictWriter(text, PAST_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    known = set[tuple[object, ...]]()
    for cells in _rows(stopped.network, stopped.past, on):
        # A station with places of its own that follow is seen twice, and alike.
        if (key := tuple(cells.values())) not in known:
            known.add(key)
            writer.writerow({"on": on, **cells})
    writer.writerows({"on": on, **cells} for cells in _blocks(blocks))
    return text.getvalue()


def _rows(network: Network, past: Past, on: dt.date) -> Iterator[_Cells]:
    if past.days:
        yield {"what": What.COUNTED, "day": on - dt.timedelta(days=past.days)}
    yield from _seen(network, past, on)
    yield from _counts(network, past, on)
    yield from _followed(network, past, on)
    yield from _money(network, past, on)


def _blocks(blocks: BlocksBefore) -> Iterator[_Cells]:
    for name, day in blocks.started.items():
        yield {"what": What.STARTED, "of": "blocks", "name": name, "day": day}
    for name, reviews in blocks.over.items():
        yield {"what": What.OVER, "of": "blocks", "name": name, "value": reviews}


def _about(thing: Thing) -> _Cells:
    return {"of": thing.section, "name": thing.name, "gemeente": thing.detail}


def _day(on: dt.date, tick: int) -> dt.date:
    return on + dt.timedelta(days=tick // TICKS_PER_DAY)


def _seen(network: Network, past: Past, on: dt.date) -> Iterator[_Cells]:
    for look, tick in enumerate(past.look_ticks.tolist()):
        for at, weeks in enumerate(past.weeks[1 + look].tolist()):
            cells = {"what": What.SEEN, **_about(network.seen.things[at])}
            yield {**cells, "day": _day(on, tick), "value": repr(weeks)}


def _counts(network: Network, past: Past, on: dt.date) -> Iterator[_Cells]:
    """Who left and who asked, on days on which somebody did."""
    asks = np.arange(network.seen.reference_weeks.size) >= _stations_seen(network)
    for what, counts in ((What.LEFT, past.left), (What.ASKED, past.asked)):
        for at, day in np.argwhere(counts > 0).tolist():
            if what == What.ASKED and not asks[at]:
                continue
            cells = {"what": what, **_about(network.seen.things[at])}
            date = on + dt.timedelta(days=day - past.days)
            yield {**cells, "day": date, "value": int(counts[at, day])}


def _stations_seen(network: Network) -> int:
    """How many waits are those of stations; those of pools that follow come behind them."""
    return network.seen.reference_weeks.size - int(network.followers.follows.sum())


def _followed(network: Network, past: Past, on: dt.date) -> Iterator[_Cells]:
    followers = network.followers
    for row in np.flatnonzero(followers.follows).tolist():
        about = _about(network.seen.things[int(followers.thing[row])])
        for at, tick in enumerate(past.decided.tolist()):
            factor = repr(float(past.factors[row, 1 + at]))
            yield {"what": What.TIMES, **about, "day": _day(on, tick), "value": factor}


def _money(network: Network, past: Past, on: dt.date) -> Iterator[_Cells]:
    """Spent since 1 January, or since the start of a run of this year; on 1 January nothing is."""
    new_year = (on.month, on.day) == (1, 1)
    since = on if new_year else max(dt.date(on.year, 1, 1), network.start.astype(dt.date))
    for at, spent in enumerate(past.spent.tolist()):
        about = _about(network.seen.things[int(network.accounts.thing[at])])
        money = repr(0.0 if new_year else spent)
        yield {"what": What.SPENT, **about, "day": since, "value": money}
        if past.reached[at]:
            yield {"what": What.REACHED, **about}
