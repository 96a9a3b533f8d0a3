"""Event logs that vidigi animates: a log for each run, where stations stand, and their places."""

from __future__ import annotations

import csv
import heapq
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ...figures.labels import Labels
from ...results.store import plain_cell
from ..format import Format, Progress, Source
from ..visits import RunOfVisits, Visit, microseconds, runs_of

_HEAD = ("entity_id", "pathway", "event_type", "event", "time", "resource_id", "run_number")
_POSITIONS = ("event", "x", "y", "label", "resource")
_DAY = 86_400_000_000
_WAIT_X, _PLACE_X, _EXIT_X, _STEP_Y = 400, 900, 1000, 120


class Step(NamedTuple):
    """A line of a log: when, in microseconds, and what; sorted as it happened.

    `place` numbers the places of a station; 0 where it is none.
    """

    moment: int
    entity: int
    order: int
    kind: str
    event: str
    place: int
    pathway: str


def write(source: Source, folder: Path, progress: Progress) -> None:
    """The logs, positions.csv for `event_position_df`, and resources.json for `scenario`."""
    labels = Labels.of(source.manifest, source.texts)
    most: dict[str, int] = {}
    total = source.manifest.replications
    for run in runs_of(source):
        progress(2 * run.number, 2 * total)
        places = _places(run)
        progress(2 * run.number + 1, 2 * total)
        for visit, place in places.values():
            most[visit.station] = max(most.get(visit.station, 0), place)
        _write_log(folder / f"run-{run.number}.csv", run, _steps(run, places, labels))
    _write_rows(folder / "positions.csv", _POSITIONS, _positions(labels, most))
    resources = json.dumps(dict(sorted(most.items())), indent=2, ensure_ascii=False)
    (folder / "resources.json").write_text(f"{resources}\n", encoding="utf-8", newline="\n")


def _write_log(path: Path, run: RunOfVisits, steps: Iterable[Step]) -> None:
    start = microseconds(run.manifest.periods.start)
    rows = (
        (step.entity, step.pathway, step.kind, step.event, f"{(step.moment - start) / _DAY:.6f}",
         step.place or "", run.number)
        for step in steps
    )  # fmt: skip
    _write_rows(path, _HEAD, rows)


def _write_rows(path: Path, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


# ------------------------------------------------------------------ places


def _places(run: RunOfVisits) -> dict[int, tuple[Visit, int]]:
    """The place that each visit takes: of the free ones of its station the lowest number.

    A place that is given back can be taken at the same moment.
    """
    visits = [visit for visit in run if visit.started is not None]
    visits.sort(key=lambda item: (item.started, item.visit))
    free: dict[str, list[int]] = defaultdict(list)
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    result = {}
    for visit in visits:
        started = visit.started
        assert started is not None
        of_station, lowest = taken[visit.station], free[visit.station]
        while of_station and of_station[0][0] <= started:
            heapq.heappush(lowest, heapq.heappop(of_station)[1])
        place = heapq.heappop(lowest) if lowest else len(of_station) + 1
        heapq.heappush(of_station, (run.end if visit.ended is None else visit.ended, place))
        result[visit.visit] = (visit, place)
    return result


# ------------------------------------------------------------------ the log


def _steps(run: RunOfVisits, places: dict[int, tuple[Visit, int]], labels: Labels) -> list[Step]:
    """All steps of a run as they happened; vidigi asks that everybody is in one place at a time.

    Each trajectory is therefore an entity, and who waits in a place for the next one stands there.
    """
    visits = sorted(run, key=lambda item: (item.trajectory, item.joined, item.visit))
    steps = [
        step
        for entity, together in groupby(visits, key=lambda item: item.trajectory)
        for step in _of_entity(entity, list(together), places, labels)
    ]
    return sorted(steps)


def _of_entity(
    entity: int, visits: list[Visit], places: dict[int, tuple[Visit, int]], labels: Labels
) -> Iterator[Step]:
    pathway = plain_cell(labels.need(visits[0].need))
    lines: list[tuple[int, str, str, int]] = [(visits[0].joined, "arrival_departure", "arrival", 0)]
    until: int | None = visits[0].joined
    for visit in visits:
        # Who is blocked joined the next list before they left: they are shown where they are.
        begin = visit.joined if until is None else max(visit.joined, until)
        lines += _of_visit(visit, begin, places)
        until = visit.ended
    if until is not None:
        lines.append((until, "arrival_departure", "depart", 0))
    for order, (moment, kind, event, place) in enumerate(lines):
        yield Step(moment, entity, order, kind, event, place, pathway)


def _of_visit(
    visit: Visit, begin: int, places: dict[int, tuple[Visit, int]]
) -> Iterator[tuple[int, str, str, int]]:
    """On the list and in a place; nothing of a list that they left as they came."""
    if visit.started is None:
        if visit.ended is None or visit.ended > begin:
            yield begin, "queue", f"{visit.station}_wait", 0
        return
    _, place = places[visit.visit]
    if visit.started > begin:
        yield begin, "queue", f"{visit.station}_wait", 0
    yield visit.started, "resource_use", f"{visit.station}_care", place
    if visit.ended is not None:
        yield visit.ended, "resource_use_end", f"{visit.station}_leave", place


# ------------------------------------------------------------------ where they stand


def _positions(labels: Labels, most: dict[str, int]) -> Iterator[tuple[object, ...]]:
    """A row of the picture for each station that was used: the list left, the places right."""
    texts = labels.texts
    used = [name for name in labels.manifest.stations if name in most]
    top = _STEP_Y * (len(used) + 1)
    yield "arrival", 50, top, texts("export.arrival"), ""
    for number, name in enumerate(used, start=1):
        title, height = plain_cell(labels.short_station(name)), top - _STEP_Y * number
        yield (
            f"{name}_wait",
            _WAIT_X,
            height,
            plain_cell(texts("export.waits_for", station=labels.short_station(name))),
            "",
        )
        yield f"{name}_care", _PLACE_X, height, title, name
    yield "depart", _EXIT_X, top - _STEP_Y * (len(used) + 1), texts("export.depart"), ""


FORMAT = Format(suffix="", needs_visits=True, write=write)
