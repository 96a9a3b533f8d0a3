"""What a results folder over draws holds of what is not known, and of what came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..indicators.definitions import HEADLINES, Better, definition_of
from ..results.doubts import (
    DOUBTS,
    DOUBTS_COLUMNS,
    DRAWS,
    DRAWS_COLUMNS,
    HEADLINE_COLUMNS,
    HEADLINES_TABLE,
)
from ..results.kept_back import KEPT_BACK, KEPT_BACK_COLUMNS, KeptBack
from ..results.manifest import Manifest
from ..results.manifest_file import changed_files, read_manifest
from ..results.small_cells import ALL, PARTS
from ..results.tables import Column, Tables
from .groups import Group, group_of

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_DRAWS = 64
"""With fewer a group must bring a fifth of a variance to be told from the best of 60 by chance."""
LEVEL, DIFFERENCE = "level", "difference"
_RUN = {"scenario": Column.TEXT, "draw": Column.NUMBER, "indicator": Column.TEXT}
_ROWS = {**_RUN, **dict.fromkeys((*PARTS, "period", "unit"), Column.TEXT), "value": Column.NUMBER}
_JUDGED = {
    **dict.fromkeys(("look", "scenario", "baseline", "indicator", "period", "unit"), Column.TEXT),
    **dict.fromkeys(("better_when", "verdict"), Column.TEXT),
    **dict.fromkeys((*PARTS,), Column.TEXT),
    **dict.fromkeys(("matters", "holds_in", "baseline_mean", "scenario_mean"), Column.NUMBER),
    "headline": Column.FLAG,
}


@dataclass(frozen=True)
class Output:
    """A number that comes out, by draw: of a scenario, or its difference from its baseline."""

    look: str
    scenario: str
    indicator: str
    of: str
    unit: str
    values: Floats


@dataclass(frozen=True)
class Claim:
    """A verdict: the difference in each draw, and in which draws it is better.

    `side` is 1 where more is better, -1 where less is, 0 where neither.
    """

    output: Output
    verdict: str
    holds_in: int
    matters: float
    side: float
    better: Flags

    @property
    def gains(self) -> Flags:
        """In which draws it gains more than what matters, whatever guards it."""
        result: Flags = self.side * self.output.values > self.matters
        return result

    @property
    def sides(self) -> tuple[int, int, int]:
        """In how many draws it gains more than what matters, loses more, and neither.

        Where neither is good: is more, is less, neither.
        """
        apart = (self.side or 1.0) * self.output.values
        above, below = int((apart > self.matters).sum()), int((apart < -self.matters).sum())
        return above, below, len(apart) - above - below


@dataclass(frozen=True)
class Choice:
    """A headline with a good side in every policy of a look: gains, shape (draws, policies)."""

    look: str
    indicator: str
    unit: str
    policies: tuple[str, ...]
    gains: Floats


@dataclass(frozen=True)
class Evidence:
    """A results folder over draws; `z` has what each group has in each draw, (draws, groups)."""

    manifest: Manifest
    groups: tuple[Group, ...]
    z: Floats
    outputs: tuple[Output, ...]
    claims: tuple[Claim, ...]
    choices: tuple[Choice, ...]

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.z)


def read_evidence(folder: Path) -> Evidence:
    """Read what a results folder has; raises InputError where it tells too little."""
    manifest = read_manifest(folder)
    _refuse_without_draws(folder, manifest)
    needed = (DRAWS, DOUBTS, HEADLINES_TABLE, KEPT_BACK, "indicators", "comparison")
    names = [f"{name}.parquet" for name in needed]
    known = {name: of for name, of in manifest.outputs.items() if name in names}
    if known and not any((folder / name).exists() for name in known):
        raise InputError(
            f"{folder}: is a copy for readers, without the tables of each draw; name the folder "
            "that the experiment made"
        )
    if changed := list(changed_files(folder, known)):
        raise InputError("\n".join(f"{folder}: {reason}; run it again" for reason in changed))
    return _Reading(Tables(folder, manifest)).evidence()


def _refuse_without_draws(folder: Path, manifest: Manifest) -> None:
    again = f"run the experiment with --draws {2 * LEAST_DRAWS}"
    if manifest.kind != "experiment" or manifest.draws is None:
        raise InputError(
            f"{folder}: was not made by an experiment over draws, so nothing was varied; {again}"
        )
    if manifest.draws.groups == 0:
        raise InputError(
            f"{folder}: no number with a range belongs to a doubt, so there are no groups to tell "
            "apart; name groups in doubts (docs/scenario-files.md)"
        )
    if f"{DRAWS}.parquet" not in manifest.outputs:
        raise InputError(
            f"{folder}: does not tell what its draws have, as results of before do not; {again}"
        )
    if manifest.draws.count < LEAST_DRAWS:
        raise InputError(
            f"{folder}: has {manifest.draws.count} draws; at least {LEAST_DRAWS} are needed to "
            f"tell its {manifest.draws.groups} groups apart, better {2 * LEAST_DRAWS}; {again}"
        )


class _Reading:
    """The tables of a folder, each read once."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._kept = KeptBack(tables.read(KEPT_BACK, KEPT_BACK_COLUMNS))
        self._doubts = tables.read(DOUBTS, DOUBTS_COLUMNS)
        self._z = self._whole(tables.read(DRAWS, DRAWS_COLUMNS))
        self._draws = [int(draw) for draw in self._z.index]
        total = [(part, "==", ALL) for part in PARTS]
        headlines = ("indicator", "in", HEADLINES)
        rows = tables.read("indicators", _ROWS, [headlines, *total])
        self._rows = rows[~self._kept.of(rows)]

    def evidence(self) -> Evidence:
        """All of it."""
        doubts = self._doubts.to_dict("records")
        groups = tuple(group_of({str(key): value for key, value in row.items()}) for row in doubts)
        z = self._z.to_numpy(dtype=np.float64)
        manifest, claims = self._tables.manifest, tuple(self._claims())
        outputs = (*self._levels(), *(claim.output for claim in claims))
        return Evidence(manifest, groups, z, outputs, claims, tuple(self._choices()))

    def _whole(self, drawn: pd.DataFrame) -> pd.DataFrame:
        """What each group has in each draw; raises InputError where a part of it is missing."""
        manifest = self._tables.manifest
        names = [str(name) for name in self._doubts["doubt"]]
        if not drawn.duplicated(["draw", "doubt"]).any():
            table = drawn.pivot(index="draw", columns="doubt", values="z").reindex(columns=names)
            is_whole = manifest.draws is not None and len(table) == manifest.draws.count
            if is_whole and len(names) and np.isfinite(table.to_numpy(dtype=np.float64)).all():
                return table
        raise self._broken(DRAWS, "does not have every group of doubt once in every draw")

    def _broken(self, table: str, rule: str) -> InputError:
        return InputError(f"{self._tables.folder / f'{table}.parquet'}: {rule}; run it again")

    def _by_draw(self, scenario: str, indicator: str, period: str) -> tuple[Floats, str] | None:
        """The values of a scenario in the order of the draws, with their unit."""
        rows = self._rows
        mine = rows[
            (rows["scenario"] == scenario)
            & (rows["indicator"] == indicator)
            & (rows["period"] == period)
        ].set_index("draw")
        if not set(self._draws) <= set(mine.index):
            return None
        values = mine.loc[self._draws, "value"].to_numpy(dtype=np.float64)
        # A number that is missing in a draw, as a mean over nobody, is looked at in none.
        return (values, str(mine["unit"].iloc[0])) if np.isfinite(values).all() else None

    def _levels(self) -> Iterator[Output]:
        manifest = self._tables.manifest
        for indicator in HEADLINES:
            found = self._by_draw(manifest.baseline, indicator, manifest.periods.headline)
            if found is not None and found[0].std() > 0:
                yield Output("ahead", manifest.baseline, indicator, LEVEL, found[1], found[0])

    def _claims(self) -> Iterator[Claim]:
        from ..results.shortening import small_differences

        judged = self._tables.read("comparison", _JUDGED)
        judged = judged[~small_differences(judged, self._kept) & judged["headline"].astype(bool)]
        apart = self._tables.read(HEADLINES_TABLE, HEADLINE_COLUMNS)
        keys = ["look", "scenario", "indicator"]
        of_key = {key: rows.set_index("draw") for key, rows in apart.groupby(keys, sort=False)}
        for row in judged.to_dict("records"):
            rows = of_key.get((row["look"], row["scenario"], row["indicator"]))
            if rows is None or sorted(rows.index) != self._draws:
                rule = f"lacks draws of {row['scenario']}, {row['indicator']}"
                raise self._broken(HEADLINES_TABLE, rule)
            rows = rows.loc[self._draws]
            if np.isfinite([*rows["difference"], row["matters"], row["holds_in"]]).all():
                yield _claim({str(key): value for key, value in row.items()}, rows)

    def _choices(self) -> Iterator[Choice]:
        manifest = self._tables.manifest
        policies, period = _policies(manifest), manifest.periods.headline
        for indicator in HEADLINES:
            yield from self._choice("ahead", policies, period, indicator)

    def _choice(
        self, look: str, policies: Sequence[str], period: str, indicator: str
    ) -> Iterator[Choice]:
        definition = definition_of(indicator)
        found = [self._by_draw(name, indicator, period) for name in policies]
        known = [item for item in found if item is not None]
        if definition is None or definition.better == Better.NEITHER or len(policies) < 2:
            return
        if len(known) == len(policies):
            sign = 1.0 if definition.better == Better.MORE else -1.0
            gains = sign * np.column_stack([values for values, _ in known])
            yield Choice(look, indicator, known[0][1], tuple(policies), gains)


def _policies(manifest: Manifest) -> tuple[str, ...]:
    """What can be chosen: the baseline, and what uses blocks; all where nothing does.

    What was in the past is chosen no more, and a scenario beside policies made of blocks that has
    none asks what happens by itself.
    """
    made = [name for name in manifest.scenarios if manifest.scenario[name].blocks]
    return tuple(dict.fromkeys((manifest.baseline, *(made or manifest.scenarios))))


def _claim(row: dict[str, object], rows: pd.DataFrame) -> Claim:
    values = rows["difference"].to_numpy(dtype=np.float64)
    side = {"more": 1.0, "less": -1.0}.get(str(row["better_when"]), 0.0)
    look, scenario, indicator, unit = (
        str(row[name]) for name in ("look", "scenario", "indicator", "unit")
    )
    return Claim(
        output=Output(look, scenario, indicator, DIFFERENCE, unit, values),
        verdict=str(row["verdict"]),
        holds_in=int(float(str(row["holds_in"]))),
        matters=float(str(row["matters"])),
        side=side,
        better=rows["better"].to_numpy(dtype=np.bool_),
    )
