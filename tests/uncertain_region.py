"""A region with ranges of every kind, for tests of draws."""

from __future__ import annotations

from pathlib import Path

from sim.checks.loading import resolve
from sim.uncertainty import Prior

REGION = """\
doorstroom: 1
title: {en: Region of doubt}
period: {start: 2021-01-01, report_from: 2022-01-01, end: 2026-01-01}
doubts:
  demand: {en: demand, nl: vraag}
  routes: {en: routes, nl: routes}
gemeenten: {Town: {youth: {value: 1000, low: 900, high: 1200}}, Village: {youth: 500}}
needs:
  light: {age: {0-3: 0.2, 4-11: 0.8}, about: {spread: 20%, doubt: demand, toward: 0-3}}
  heavy: {}
defaults:
  arrivals: {growth_per_year: {value: 0.01, low: 0.0, high: 0.03, doubt: demand}}
  stations: {care: {waiting: {drops_out_per_week: {value: 0.01, low: 0.005, high: 0.04}}}}
arrivals:
  first: {need: light, per_year: 100, enters: gate, about: {spread: 20%, doubt: demand}}
  second: {need: heavy, per_year: {value: 50, low: 40, high: 70}, enters: gate,
    about: {doubt: -demand}}
pools:
  beds: {places: {path: {2021-01-01: 40, 2024-01-01: 20}, shape: ramp, spread: 50%}}
  team: {scope: gemeente, places: {per_1000_youth: 10, spread: 20%}}
stations:
  gate: {group: gate, next: {
    light: {help: 0.5, home: 0.3, rest: out}, heavy: {help: 0.6, home: 0.4},
    about: {spread: 40%, doubt: routes, toward: home}}}
  help: {pool: team, stay: {distribution: fixed, days: 90},
    next: {home: {value: 0.2, low: 0.1, high: 0.4}, rest: out}}
  home: {pool: beds, stay: {distribution: exponential, mean_days: {value: 100, low: 50, high: 400}},
    next: {help: 0.2, rest: out, about: {spread: 50%, doubt: routes, toward: out}}}
"""


def write(folder: Path, *changes: tuple[str, str], more: str = "") -> Path:
    """The region in a file, with texts replaced, and `more` behind it."""
    text = REGION
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "region.yaml"
    path.write_text(text + more, encoding="utf-8")
    return path


def prior_of(path: Path, seed: int = 1) -> Prior:
    """All that the scenario of a file does not know."""
    return Prior(resolve(path), seed)
