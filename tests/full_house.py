"""A region without chance in what its targets count, and those targets."""

from pathlib import Path

# A region without chance in what its targets count: every place is taken from the first weeks on,
# each stay lasts a year, and who comes next begins in the same instant.
# On any day: 20 at the desk, 30 in the team, 10 with a personal budget, 50 at the gate; and 40 with
# a guard, who comes with the desk and stays two years: these 20 and the 20 of the year before.
REGION = """\
doorstroom: 1
title: {en: Full house, nl: Vol huis}
period: {start: 2018-01-01, report_from: 2021-01-01, end: 2032-01-01}
money: {price_level: 2022, index: {2021: 0.5, 2022: 1.0}}
sources: {count: {title: A count}}
gemeenten: {Town: {youth: 1000}, Village: {youth: 500}, Far: {youth: 500, outside: true}}
needs: {any: {age: {4-5: 1}}, other: {}}
arrivals:
  to-desk: {need: any, per_year: 600, enters: desk, gemeenten: [Town], referrer: court}
  to-team: {need: any, per_year: 600, enters: team, gemeenten: [Village]}
  to-own: {need: any, per_year: 600, enters: own, gemeenten: [Town], pgb: 1}
  to-gate: {need: any, per_year: 600, enters: gate, gemeenten: [Town]}
pools:
  desks: {places: 20}
stations:
  desk: {pool: desks, stay: {distribution: fixed, days: 365}, cost: {per_day: 10},
         together: {station: guard, share: 1}}
  team: {places: 30, form: local_team, stay: {distribution: fixed, days: 365}}
  own: {places: 10, stay: {distribution: fixed, days: 365}}
  guard: {group: protection, stay: {distribution: fixed, days: 730}}
  gate: {group: gate, places: 50, stay: {distribution: fixed, days: 365}, next: {out: 1}}
targets:
"""
DAY = "at: 2022-04-01"
TARGETS = f"""\
  open: {{title: {{en: open at the desk, nl: open bij de balie}}, counts: trajectories,
         source: count, indicator: in_care, station: desk, gemeenten: [Town], {DAY},
         value: 20, tolerance: 5%}}
  everyone: {{indicator: in_care, {DAY}, value: 60, tolerance: 5%}}
  protected: {{indicator: "youths:jeugdzorg", {DAY}, value: 80, tolerance: 5%}}
  in-kind: {{indicator: "youths:in_kind", {DAY}, value: 20, tolerance: 5%}}
  pgb: {{indicator: "youths:pgb", gemeenten: [Town, Village], {DAY}, value: 10, tolerance: 5%}}
  busy: {{indicator: occupancy, pool: desks, period: 2021-2024, value: 0.5, low: 0.4, high: 0.6}}
  town-cost: {{indicator: cost, station: desk, gemeenten: [Town], period: 2022, value: 73000,
              tolerance: 1%}}
  paid: {{indicator: cost_nominal, period: 2021, value: 36500, tolerance: 1%}}
  lengths: {{indicator: "stay_share:court", period: 2022, values: {{6-12m: 1.0, 4y+: 0.5}},
            tolerance: 6%}}
  wait: {{indicator: weeks_waited, station: desk, period: 2021, value: 52, tolerance: 5%}}
"""
LATE = '  late: {indicator: "youths:pgb", at: 2040-01-01, value: 1, tolerance: 5%}\n'


def written(folder: Path, targets: str = TARGETS) -> Path:
    """The file of the region with these targets."""
    path = folder / "full-house.yaml"
    path.write_text(REGION + targets, encoding="utf-8")
    return path


def one_target(folder: Path, spec: str, *, head: str = REGION) -> Path:
    """The file of the region with one target, `t`."""
    path = folder / "x.yaml"
    path.write_text(f"{head}  t: {{{spec}}}\n", encoding="utf-8")
    return path
