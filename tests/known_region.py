"""A small region with five doubts and known figures, for tests of calibration.

Each group moves six numbers, so that what is their own averages out and the group is what counts;
`costs` moves no figure.
"""

from __future__ import annotations

from pathlib import Path

NEEDS = ("ash", "beech", "cedar", "elm", "fir", "gum")
HEAD = """\
doorstroom: 1
title: {en: Known region}
period: {start: 2021-01-01, report_from: 2021-07-01, end: 2026-01-01}
begin: empty
doubts:
  demand: {en: demand, nl: vraag}
  stays: {en: stays, nl: duur}
  route: {en: route, nl: route}
  home: {en: stays away from home, nl: duur van verblijf}
  costs: {en: costs, nl: kosten}
money: {price_level: 2022, index: {2022: 1}}
gemeenten: {Town: {youth: 100000}}
"""
HIGH, LOW = 1.5, 1 / 1.5
GROUPS = ("demand", "stays", "route", "home", "costs")
TARGETS = """\
targets:
  starts: {indicator: starts, station: help, period: 2022, value: STARTS, tolerance: 8%}
  helped: {indicator: in_care, station: help, at: 2022-07-01, value: HELPED, tolerance: 10%}
  away: {indicator: in_care, station: home, at: 2022-07-01, value: AWAY, tolerance: 12%}
  late: {indicator: in_care, station: help, at: 2024-01-01, value: LATE, tolerance: 10%}
"""
# 3,000 a year, of whom 70% are helped for 120 days and 30% are away for 200.
MIDDLE = {
    "STARTS": 0.7 * 3000,
    "HELPED": 0.7 * 3000 * 120 / 365.25,
    "AWAY": 0.3 * 3000 * 200 / 365.25,
    "LATE": 0.7 * 3000 * 120 / 365.25,
}


def number(value: float, doubt: str) -> str:
    """A number whose range is the same part of it to both sides, on its scale."""
    return f"{{value: {value}, low: {value * LOW:.9g}, high: {value * HIGH:.9g}, doubt: {doubt}}}"


def region(targets: str = TARGETS, **figures: float) -> str:
    """The text of the region with the figures that are known; those of the middle unless said."""
    needs = "\n".join(f"  {need}: {{}}" for need in NEEDS)
    arrivals = "\n".join(
        f"  {need}: {{need: {need}, enters: gate, per_year: {number(500, 'demand')}}}"
        for need in NEEDS
    )
    rows = "\n".join(
        f"      {need}: {{home: {number(0.3, 'route')}, rest: help}}" for need in NEEDS
    )
    stays, away = (
        "\n".join(
            f"      {need}: {{distribution: exponential, mean_days: {number(days, group)}}}"
            for need in NEEDS
        )
        for days, group in ((120, "stays"), (200, "home"))
    )
    stations = f"""\
stations:
  gate:
    group: gate
    stay: {{distribution: fixed, days: 10}}
    next:
{rows}
  help:
    cost: {{per_day: {number(40, "costs")}}}
    stay:
{stays}
    next: {{out: 1}}
  home:
    stay:
{away}
    next: {{out: 1}}
"""
    for name, value in {**MIDDLE, **figures}.items():
        targets = targets.replace(name, f"{value:.9g}")
    return f"{HEAD}needs:\n{needs}\narrivals:\n{arrivals}\n{stations}{targets}"


def write(folder: Path, targets: str = TARGETS, **figures: float) -> Path:
    """The region in a file."""
    path = folder / "known.yaml"
    path.write_text(region(targets, **figures), encoding="utf-8")
    return path
