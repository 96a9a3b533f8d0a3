"""A results folder whose visits are written down by hand; days count from 1 January 2019."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from .report_fixture import made_up_manifest, seal

START = pd.Timestamp(2019, 1, 1)
END_DAY = (pd.Timestamp(2036, 1, 1) - START).days


@dataclass(frozen=True)
class V:
    """One visit; days, None for not yet. Children are numbered in order of their names."""

    child: str
    station: str
    joined: float
    started: float | None = None
    ended: float | None = None
    outcome: str = "completed"
    next: str = "out"
    blocked: float = 0
    gemeente: str = "Eemsdelta"
    need: str = "light"
    referrer: str = "huisarts"
    legal_frame: str = "voluntary"
    pgb: bool = False
    outside: bool = False
    born: float | None = None
    rank_time: float | None = None


def at(day: float | None) -> pd.Timestamp:
    """The moment of a day."""
    return pd.NaT if day is None else START + pd.Timedelta(days=day)  # type: ignore[return-value]


def folder_of(folder: Path, *runs: list[V], **spec: Any) -> Path:
    """The results of runs with these visits; `spec` replaces keys of the manifest."""
    folder.mkdir(parents=True)
    table = pd.concat([_table(number, run) for number, run in enumerate(runs)], ignore_index=True)
    table.to_parquet(folder / "visits.parquet")
    manifest = made_up_manifest(len(runs)).model_dump(mode="json")
    alone = {"kind": "run", "experiment": None, "question": None, "scenarios": ["groningen"]}
    seal(folder, {**manifest, "look_back": None, **alone, **spec})
    return folder


def _table(replication: int, visits: list[V]) -> pd.DataFrame:
    names = sorted({visit.child for visit in visits})
    ordered = sorted(visits, key=lambda item: item.joined)
    rows = [
        {
            "replication": replication,
            "visit": number,
            "client": names.index(visit.child),
            "child": visit.child,
            "arrival": at(visit.joined),
            "gemeente": visit.gemeente,
            "outside": visit.outside,
            "need": visit.need,
            "referrer": visit.referrer,
            "legal_frame": visit.legal_frame,
            "pgb": visit.pgb,
            "born": at(visit.born),
            "station": visit.station,
            "pool": visit.station,
            "priority": 2,
            "rank_time": at(visit.joined if visit.rank_time is None else visit.rank_time),
            "joined": at(visit.joined),
            "started": at(visit.started),
            "ended": at(visit.ended),
            "blocked_days": float(visit.blocked),
            "outcome": visit.outcome,
            "next": visit.next,
        }
        for number, visit in enumerate(ordered)
    ]
    times = ("arrival", "born", "rank_time", "joined", "started", "ended")
    return pd.DataFrame(rows).astype(dict.fromkeys(times, "datetime64[us]"))
