"""Registrations drawn from distributions that a test knows, as files that the fit reads.

No child in them exists. Children come to one of two stations, wait, stay, go on, come back and
turn 18; the files hold what was open at some time in the period, as a real delivery does.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

EPOCH = dt.date(1970, 1, 1)
START, UNTIL = dt.date(2022, 1, 1), dt.date(2025, 1, 1)
SEASON = (1.1, 1.0, 1.1, 1.0, 1.1, 1.0, 0.7, 0.7, 1.2, 1.1, 1.1, 0.9)
"""About 1 over a year."""


def day(date: dt.date) -> int:
    return (date - EPOCH).days


def written(number: float) -> str:
    """A day as a date; nothing where it is not known."""
    return "" if not np.isfinite(number) else (EPOCH + dt.timedelta(days=int(number))).isoformat()


@dataclass(frozen=True)
class Truth:
    """What the children of a registration are drawn from."""

    per_year: float = 1500.0
    growth: float = 0.04
    median: float = 240.0
    sigma: float = 0.9
    shape: float = 1.6
    scale: float = 300.0
    mean_wait: float = 60.0
    drops_out_per_week: float = 0.01
    goes_on: float = 0.25
    early: float = 0.15
    returns: float = 0.3
    return_days: float = 300.0
    oldest: float = 17.5
    """Ages on arrival run from 4 to this."""
    gemeenten: dict[str, float] = field(default_factory=lambda: {"Haven": 0.7, "Dijk": 0.3})
    referrers: dict[str, float] = field(default_factory=lambda: {"02": 0.6, "01": 0.4})


@dataclass(frozen=True)
class Trajectory:
    """One trajectory, in days that may have a fraction; `end` is endless for who is not done."""

    child: int
    birth: float
    gemeente: str
    referrer: str
    station: str
    asked: float
    begin: float
    end: float
    gone: float
    reason: str


def drawn(truth: Truth, seed: int, first: dt.date = dt.date(2010, 1, 1)) -> list[Trajectory]:
    """All trajectories of children who came from a day on until the end of the period."""
    rng = np.random.default_rng(seed)
    result: list[Trajectory] = []
    for child, when in enumerate(_arrivals(truth, rng, first)):
        birth = when - 365.25 * rng.uniform(4, truth.oldest)
        where = str(rng.choice(list(truth.gemeenten), p=list(truth.gemeenten.values())))
        referrer = str(rng.choice(list(truth.referrers), p=list(truth.referrers.values())))
        result.extend(_life(truth, rng, child, when, birth, where, referrer))
    return result


def _arrivals(truth: Truth, rng: np.random.Generator, first: dt.date) -> Iterator[float]:
    normal, last = day(dt.date(2021, 7, 1)), day(UNTIL)
    most = truth.per_year * (1 + truth.growth) ** ((last - normal) / 365.25) * max(SEASON)
    when = float(day(first))
    while (when := when + rng.exponential(365.25 / most)) < last:
        month = (EPOCH + dt.timedelta(days=int(when))).month
        rate = truth.per_year * (1 + truth.growth) ** ((when - normal) / 365.25)
        if rng.uniform() < rate * SEASON[month - 1] / most:
            yield when


def _life(
    truth: Truth,
    rng: np.random.Generator,
    child: int,
    when: float,
    birth: float,
    where: str,
    referrer: str,
) -> Iterator[Trajectory]:
    station, adult = "team", birth + 18 * 365.25
    while when < adult:
        patience = rng.exponential(7 / truth.drops_out_per_week)
        begin = when + rng.exponential(truth.mean_wait)
        if min(when + patience, adult) < begin:
            gone = min(when + patience, adult)
            yield Trajectory(child, birth, where, referrer, station, when, np.nan, np.nan, gone, "")
            return
        stay = (
            truth.median * np.exp(truth.sigma * rng.normal())
            if station == "team"
            else truth.scale * rng.weibull(truth.shape)
        )
        end = min(begin + stay, adult)
        early = end < adult and rng.uniform() < truth.early
        goes_on = station == "team" and not early and rng.uniform() < truth.goes_on
        reason = "early" if early else "planned"
        yield Trajectory(child, birth, where, referrer, station, when, begin, end, np.nan, reason)
        if end >= adult:
            return
        if goes_on:
            when, station = end, "clinic"
        elif rng.uniform() < truth.returns:
            when, station = end + rng.exponential(truth.return_days), "team"
        else:
            return


def cbs_file(path: Path, rows: list[Trajectory]) -> Path:
    """A CBS delivery: what was in care at some time in the period; no wait."""
    head = "Client;Geboortedatum;Gemeente;Verwijzer;Hulpvorm;Crisis;Begindatum;Einddatum;"
    lines = [head + "RedenBeeindiging"]
    codes = {"planned": "01", "early": "02"}
    for row in rows:
        if not row.begin < day(UNTIL) or row.end < day(START):
            continue
        ended = row.end < day(UNTIL)
        lines.append(
            f"k{row.child};{written(row.birth)};{row.gemeente};{row.referrer};{row.station};2;"
            f"{written(row.begin)};{written(row.end) if ended else ''};"
            f"{codes[row.reason] if ended else ''}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def message_files(folder: Path, rows: list[Trajectory], since: dt.date = START) -> list[Path]:
    """Extracts of allocations, starts, ends and requests: what was open since a day."""
    files = {
        "jw301": [
            "Client;Geboortedatum;Gemeente;ToewijzingNummer;ReferentieAanbieder;Productcategorie;"
            "Productcode;Toewijzingsdatum;Ingangsdatum;Einddatum;RedenWijziging"
        ],
        "jw305": ["ToewijzingNummer;Begindatum;StatusAanlevering"],
        "jw307": ["ToewijzingNummer;Begindatum;Einddatum;RedenBeeindiging;StatusAanlevering"],
        "jw315": ["ReferentieAanbieder;Verwijzer"],
    }
    codes = {"planned": "31", "early": "34"}
    for number, row in enumerate(rows, start=1):
        over = row.gone if np.isnan(row.begin) else row.end
        if over < day(since) or row.asked >= day(UNTIL):
            continue
        until = written(row.gone) if row.gone < day(UNTIL) else ""
        files["jw301"].append(
            f"k{row.child};{written(row.birth)};{row.gemeente};{number};r{number};45;"
            f"{row.station};{written(row.asked)};{written(row.asked)};{until};"
        )
        files["jw315"].append(f"r{number};{row.referrer}")
        if row.begin < day(UNTIL):
            files["jw305"].append(f"{number};{written(row.begin)};1")
            if row.end < day(UNTIL):
                begin, end = written(row.begin), written(row.end)
                files["jw307"].append(f"{number};{begin};{end};{codes[row.reason]};1")
    paths = []
    for name, lines in files.items():
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    return paths
