"""What a calibration of the region found, in tables for docs/validation.md.

They are made from the tables that `doorstroom calibrate` left, kept beside the ensemble.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.search.findings import Pinned
from sim.texts import texts_in
from sim.texts.format import Formats
from sim.uncertainty.ensemble import read_ensemble

from .parts import REGION, region

TABLES = REGION / "calibration"
"""groups.csv, targets.csv and pulls.csv of the calibration that the ensemble is of."""
ENSEMBLE = REGION / "groningen.ensemble.json"
_MOST_PULLS = 8


def ensemble() -> str:
    """From how many runs the ensemble is."""
    found, formats = read_ensemble(ENSEMBLE), texts_in("en").formats
    return (
        f"{len(found.draws)} draws, taken from {formats.number(found.runs)} runs that are worth "
        f"{formats.number(round(found.effective))} of equal weight (seed {found.seed})."
    )


def pinned() -> str:
    """Groups of doubt that the known figures pin, that they leave, and that they never see."""
    table = _read("groups")
    lines = ["| doubt | middle | range of 90% | against before | moves most |", _rule(5)]
    for row in table[table["pinned"] == Pinned.YES].sort_values("width").itertuples():
        moved = f"{row.moves} ({row.part:.0%})"
        cells = (_title(row.group), f"{row.median:+.1f}", f"{row.low:+.1f} to {row.high:+.1f}",
                 f"{row.width:.0%}", moved)  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(
        [
            *lines,
            "",
            "In standard deviations of the range in the file, in which it was −1.6 to +1.6.",
            "",
            f"Not pinned, though a figure moves with them: {_names(table, Pinned.NO)}.",
            "",
            f"Of these no known figure says anything: {_names(table, Pinned.NEVER)}.",
        ]
    )


def known() -> str:
    """Each known figure beside the model before and after, and whether it was foretold."""
    table = _read("targets")
    heads = "known figure", "known", "by the ranges", "by earlier figures", "by all", "inside"
    lines = [f"| {' | '.join((*heads, 'foretold'))} |", _rule(7)]
    for name, rows in table.groupby("target", sort=False):
        worst = rows.loc[rows["inside"].fillna(-1).idxmin()]
        lines.append(f"| {' | '.join(_of_figure(str(name), worst, len(rows)))} |")
    return "\n".join([*lines, "", _scores(table)])


def pulls() -> str:
    """Targets that keep each other off."""
    table = _read("pulls").head(_MOST_PULLS)
    if table.empty:
        return "No known figure keeps another off by more than a quarter of a standard deviation."
    lines = ["| figure | kept off by | off | without it | both inside |", _rule(5)]
    for row in table.itertuples():
        names = _target(row.target), _target(row.other)
        off = f"{row.off:.1f}", f"{row.without:.1f}", f"{row.together:.0%}"
        lines.append(f"| {' | '.join((*names, *off))} |")
    return "\n".join(lines)


def _of_figure(name: str, row: pd.Series, count: int) -> tuple[str, ...]:
    formats = texts_in("en").formats
    part = f", worst of {count}: {row['part']}" if count > 1 else ""
    weighs = "" if row["weighs"] else " (does not weigh)"
    known = _amount(row["known"], row["unit"], formats)
    low, high = (_amount(row[end], row["unit"], formats) for end in ("low", "high"))
    ranges = (_range(row, when, formats) for when in ("prior", "before", "after"))
    inside = "-" if pd.isna(row["inside"]) else f"{row['inside']:.0%}"
    foretold = "-" if pd.isna(row["before_holds"]) else "yes" if row["before_holds"] else "no"
    cells = (f"{_target(name)}{part}{weighs}", f"{known} ({low} to {high})", *ranges)
    return (*cells, inside, foretold)


def _range(row: pd.Series, when: str, formats: Formats) -> str:
    if pd.isna(row[f"{when}_low"]):
        return "-"
    low, high = (_amount(row[f"{when}_{end}"], row["unit"], formats) for end in ("low", "high"))
    return f"{low} to {high}"


def _amount(value: float, unit: str, formats: Formats) -> str:
    match unit:
        case "share":
            text = formats.percent(value, 1)
        case "eur":
            text = formats.money(value)
        case "weeks":
            text = formats.number(value, 1)
        case _:
            text = formats.number(round(value))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _scores(table: pd.DataFrame) -> str:
    """How many figures that were held out were foretold, and better than by the ranges alone."""
    scored = table[table["before_holds"].notna()]
    if scored.empty:
        return "No known figure was held out."
    holds = int((scored["before_holds"].astype(str) == "True").sum())
    better = int((scored["crps_before"] < scored["crps_prior"]).sum())
    return (
        f"Of {len(scored)} figures of the last two years, which were held out first, {holds} lie "
        f"within the range of 90% that the earlier ones foretell; {better} are foretold better by "
        "them (CRPS) than by the ranges alone."
    )


def _names(table: pd.DataFrame, kind: Pinned) -> str:
    return ", ".join(_title(name) for name in table.loc[table["pinned"] == kind, "group"]) or "none"


def _title(group: str) -> str:
    return region().doubts[group].in_language("en")


def _target(name: str) -> str:
    title = region().targets[name].title
    return title.in_language("en") if title else name


def _rule(columns: int) -> str:
    return f"| {' | '.join(['---'] * columns)} |"


def _read(name: str, folder: Path = TABLES) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", dtype={"part": str} if name == "targets" else None,
                       keep_default_na=True)  # fmt: skip
