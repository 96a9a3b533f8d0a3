"""The state of a run on a day, as the file that another run may begin with (docs/data.md)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import numpy as np

from ..checks import load
from ..clients.begin import state_of
from ..clients.cohort import FILE_STRIP, Clients, build_cohort
from ..clients.today.rows import COLUMNS
from ..draws import FAR, TICKS_PER_DAY
from ..engine.present import Present, Stopped
from ..engine.run import stopped_at
from ..errors import InputError, cannot_write
from ..network import Network
from ..network.model import EIGHTEEN_TICKS
from ..scenario.begin import past_beside
from ..scenario.schema import Scenario
from .past_at import as_begun, past_text
from .simulation import refuse_wrong_seed

_MICROSECONDS_A_DAY = 86_400_000_000
_LAST = np.datetime64("9999-12-31", "us")


def write_state(
    name: str | Path, on: dt.date, out: Path, *, seed: int = 2026, scale: float = 1.0
) -> int:
    """Run a scenario until a day and write who is there; the number of children.

    What rules look back on is written beside it. Raises InputError for a day outside the period,
    for a run that began with a state file, whose rows are never written, and for a file that is
    there already; OutputError for one that cannot be written.
    """
    refuse_wrong_seed(seed)
    scenario = load(name)
    period = scenario.period
    if not period.start < on < period.end:
        raise InputError(f"--at is {on}; must be within {period.start} and {period.end}")
    went = as_begun(scenario, on, seed=seed, scale=scale)
    stopped = _stopped(went.network, scenario, on, seed)
    for path in (out, past_beside(out)):  # one of another run would be taken for that of this one
        if path.exists():
            raise InputError(f"{path} is there already; give another name, or remove it")
    past = past_text(stopped, on, went.blocks)
    if past is not None:
        _write(past_beside(out), past)
    _write(out, text_of(stopped, on))
    return len({item.client for item in stopped.present})


def _write(out: Path, text: str) -> None:
    try:
        with out.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise cannot_write(f"{out}: cannot be written ({error.strerror})", error) from None


def stopped_on(scenario: Scenario, on: dt.date, *, seed: int, scale: float = 1.0) -> Stopped:
    """A run, stopped on a day before anything happens on it."""
    return _stopped(as_begun(scenario, on, seed=seed, scale=scale).network, scenario, on, seed)


def _stopped(network: Network, scenario: Scenario, on: dt.date, seed: int) -> Stopped:
    drawn = {"seed": seed, "replication": 0}
    state = state_of(network, scenario.begin, **drawn)
    if (state.clients.strip == FILE_STRIP).any():
        raise InputError(f"{scenario.name} begins with a state file; its rows are never written")
    tick = (on - scenario.period.start).days * TICKS_PER_DAY
    return stopped_at(network, build_cohort(network, **drawn), state, tick)


def text_of(stopped: Stopped, on: dt.date) -> str:
    """The state as csv, the children in order of identity."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for item in sorted(stopped.present, key=lambda item: (item.client, item.beside)):
        cells = {"on": on, **_of_visit(stopped.network, item)}
        writer.writerow(cells | _of_client(stopped.network, stopped.clients, item.client))
    return text.getvalue()


def _of_visit(network: Network, item: Present) -> dict[str, object]:
    stations = network.stations
    names = ("station", "next", "back_to", "relocates_to")
    times = ("since", "asked", "queued", "until", "back_since", "relocates_since")
    at = {name: getattr(item, name) for name in names}
    return {
        "child": item.client + 1,
        "state": item.state,
        "list": _list_number(network, item.pool),
        "relocates_list": _list_number(network, item.relocates_pool),
        "beside": "yes" if item.beside else "",
        "priority": "" if item.priority is None else item.priority,
        "heavier": "" if item.heavier == 1.0 else repr(item.heavier),
        "helped": "yes" if item.is_helped else "",
        **{name: "" if row is None else stations[row] for name, row in at.items()},
        **{name: _moment(network, getattr(item, name)) for name in times},
    }


def _list_number(network: Network, pool: int | None) -> object:
    """Which list behind a form a pool is, from 1; nothing where it is the only one."""
    if pool is None or network.lists.count[pool] == 1:
        return ""
    return pool - int(network.lists.first[pool]) + 1


def _of_client(network: Network, clients: Clients, row: int) -> dict[str, object]:
    source, eighteenth = int(clients.source[row]), int(clients.eighteenth[row])
    sources = network.sources
    born = _moment(network, eighteenth - EIGHTEEN_TICKS) if eighteenth != FAR else ""
    return {
        "arrival": network.arrivals[sources.arrival[source]],
        "gemeente": network.gemeenten[sources.gemeente[source]],
        "need": network.needs[sources.need[source]],
        "referrer": network.referrers[sources.referrer[source]],
        "born": born[:10],
    }


def _moment(network: Network, tick: int | None) -> str:
    """A tick as date and time; a microsecond is less than a tick, so it comes back as it is."""
    if tick is None:
        return ""
    days, rest = divmod(tick, TICKS_PER_DAY)
    if days > (_LAST - network.start) // np.timedelta64(1, "D"):
        return str(_LAST.astype("datetime64[D]"))
    micro = round(rest * _MICROSECONDS_A_DAY / TICKS_PER_DAY)
    day = network.start.astype("datetime64[us]") + np.timedelta64(days, "D")
    return str(day + np.timedelta64(micro, "us"))
