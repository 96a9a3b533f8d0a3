"""A world of one gate, and files that extend it: each file is a layer (rule 22).

Clients come to A from town (1,000 youths) and far (500).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sim import load
from sim.in_force import InForce, Row, Timeline

ROOT = """\
doorstroom: 1
title: {en: Layers}
period: {start: 2020-01-01, report_from: 2020-01-01, end: 2027-01-01}
begin: empty
gemeenten: {town: {youth: 1000}, far: {youth: 500}}
needs: {mild: {}, severe: {}}
arrivals:
  mild: {need: mild, per_year: 300, enters: A}
  severe: {need: severe, per_1000_youth: 10, enters: A}
pools:
  team: {staff: {fte: 10, clients_per_fte: 10}, productive_after_days: 100}
  office: {staff: {fte: 20, clients_per_fte: 1}}
  beds: {places: {2020-01-01: 50, 2024-01-01: 80}}
stations:
  A: {stay: {distribution: fixed, days: 1}, pool: team, next: {B: 0.4, C: 0.2, D: 0, out: 0.4}}
  B: {stay: {distribution: fixed, days: 1}, pool: beds, next: {out: 1}}
  C: {stay: {distribution: fixed, days: 1}, next: {out: 1}}
  D: {stay: {distribution: fixed, days: 1}, pool: office, next: {out: 1}}
interventions:
  - {id: reach-d, kind: next, station: C, to: D, share: {2020-01-01: 0.5}}
"""
START = dt.date(2020, 1, 1)


def day(year: int, month: int = 1) -> int:
    return (dt.date(year, month, 1) - START).days


def world(folder: Path, *layers: str, root: str = ROOT) -> InForce:
    """The root with the interventions of its own layer, and a file for each layer more."""
    first, *more = layers
    (folder / "l0.yaml").write_text(root + first, encoding="utf-8")
    for at, interventions in enumerate(more, start=1):
        text = f"doorstroom: 1\ntitle: {{en: Layer {at}}}\nextends: l{at - 1}\n"
        (folder / f"l{at}.yaml").write_text(text + "interventions:\n" + interventions)
    return InForce(load(folder / f"l{len(more)}.yaml"))


def places(name: str, spec: str, *, pool: str = "beds") -> str:
    return f"  - {{id: {name}, kind: places, pool: {pool}, {spec}}}\n"


def route(name: str, to: str, share: str, giver: str = "") -> str:
    taken = f", taken_from: {giver}" if giver else ""
    return f"  - {{id: {name}, kind: next, station: A, to: {to}, share: {share}{taken}}}\n"


def by_day(line: Timeline) -> dict[int, float]:
    return dict(zip(line.days, line.values, strict=True))


def shares(row: Row, on: int) -> dict[str, float]:
    return {name: round(share, 9) for name, share in row.at(on).items()}
