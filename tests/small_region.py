"""A region of two gemeenten and five stations in which every rule has something to do."""

from __future__ import annotations

from pathlib import Path

REGION = """\
doorstroom: 1
title: {en: Small region}
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2026-01-01}
gemeenten: {Town: {youth: 20000}, Village: {youth: 8000}}
needs:
  light: {age: {0-3: 0.1, 4-11: 0.5, 12-17: 0.4}}
  heavy: {age: {4-11: 0.3, 12-17: 0.7}}
arrivals:
  light-by-gate: {need: light, per_1000_youth: 18, enters: gate, growth_per_year: 0.0}
  heavy-by-gate: {need: heavy, per_1000_youth: 4, enters: gate}
  ordered: {need: heavy, per_1000_youth: 1, enters: home, legal_frame: ordered, priority: 1}
pools:
  team: {scope: gemeente, staff: {Town: {fte: 42, clients_per_fte: 5},
                                  Village: {fte: 15, clients_per_fte: 5}}}
stations:
  gate:
    group: gate
    pool: team
    stay: {distribution: lognormal, mean_days: 20, sigma: 0.5}
    next: {light: {help: 0.75, out: 0.25}, heavy: {help: 0.5, home: 0.4, out: 0.1}}
  help:
    pool: team
    stay: {distribution: lognormal, mean_days: 180, sigma: 0.8}
    waiting: {drops_out_per_week: 0.01, escalates_per_week: 0.003, escalates_to: crisis}
    next: {light: {out: 0.95, home: 0.05}, heavy: {out: 0.7, home: 0.3}}
    returns: {share: 0.2, mean_days: 300}
  home:
    places: 70
    stay: {distribution: gamma, mean_days: 250, shape_k: 1.5}
    holds_place: true
    together: {station: beside, share: 0.5}
    waiting: {drops_out_per_week: 0.01, escalates_per_week: 0.004, escalates_to: crisis,
              longer_stay_per_week: 0.005}
    next: {help: 0.3, crisis: 0.05, rest: out}
    at_18: {continues: 0.3, end_age: 21, goes_to: wmo}
  crisis:
    places: 4
    stay: {distribution: exponential, mean_days: 28}
    waiting: {over_capacity: true}
    next: {back: 0.6, home: 0.2, out: 0.2}
  beside: {places: 15, stay: {distribution: exponential, mean_days: 120}, next: {out: 1}}
"""

MORE_PLACES = """\
doorstroom: 1
title: {en: More places}
extends: region
interventions:
  - {id: more, kind: places, station: home, number: 90, from: 2023-01-01}
"""
"""The small region with more places, as a file beside it."""

EXTENDED = """\
doorstroom: 1
title: {{en: Small region changed}}
extends: region
{more}
"""


def write_region(folder: Path, *, old: str = "", new: str = "") -> Path:
    """The region as a file in `folder`, with one text replaced by another."""
    if old and REGION.count(old) != 1:
        raise ValueError(f"{old!r} must stand once in the region")
    path = folder / "region.yaml"
    path.write_text(REGION.replace(old, new) if old else REGION, encoding="utf-8")
    return path


def write_changed(folder: Path, more: str, *, name: str = "changed") -> Path:
    """The region with `interventions`, `uses` or `set` of its own."""
    write_region(folder)
    path = folder / f"{name}.yaml"
    path.write_text(EXTENDED.format(more=more), encoding="utf-8")
    return path
