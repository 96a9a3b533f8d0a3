"""The runs of a calibration in one file, written whole or not at all, so that it can go on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError, Place, PlaceRefused, Problem
from ..inference import Runs
from ..results.folders import writable
from ..results.lock import locked
from ..scenario.paths import shown_path

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RUNS = "runs.parquet"
_KEY = b"doorstroom"
CENTRE, PRIOR = "centre", "prior"
WAITS, MADE, LOST = 0, 1, 2


@dataclass
class Kept:
    """Every draw that was to be run, in order, with what its run gave.

    Waves have numbers from 0: runs of the values of the file, to tell what is chance; then those
    that were drawn. `by` says what a wave was drawn from. A row of `values` is NaN until it is run,
    and where it was lost.
    """

    groups: tuple[str, ...]
    figures: tuple[str, ...]
    by: list[str] = field(default_factory=list)
    wave: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    number: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    state: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    repaired: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    proposed: Floats = field(default_factory=lambda: np.zeros(0))
    z: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    values: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def plan(self, by: str, numbers: Sequence[int], z: Floats, proposed: Floats) -> None:
        """Add a wave that is still to be run."""
        count = len(numbers)
        rest = np.zeros(count, np.int64)
        self.wave = np.append(self.wave, rest + len(self.by))
        self.by.append(by)
        self.number = np.append(self.number, np.array(numbers, np.int64))
        self.state, self.repaired = np.append(self.state, rest), np.append(self.repaired, rest)
        self.proposed = np.append(self.proposed, proposed)
        self.z = np.vstack([self.z.reshape(-1, len(self.groups)), z])
        values = np.full((count, len(self.figures)), np.nan)
        self.values = np.vstack([self.values.reshape(-1, len(self.figures)), values])

    @property
    def waiting(self) -> Ints:
        """The rows that are still to be run."""
        return np.flatnonzero(self.state == WAITS)

    @property
    def drawn(self) -> int:
        """Runs that were made of draws, those of the values of the file left out."""
        return int(((self.state == MADE) & (self.wave > 0)).sum())

    @property
    def last_number(self) -> int:
        """The highest number of a draw."""
        return int(self.number[self.wave > 0].max(initial=0))

    def chance(self) -> Floats:
        """The standard deviation of each figure over the runs of the values of the file.

        NaN where fewer than two of them have the figure.
        """
        values = self.values[(self.wave == 0) & (self.state == MADE)]
        each = [column[~np.isnan(column)] for column in values.T]
        return np.array([item.std(ddof=1) if item.size > 1 else np.nan for item in each])

    def runs(self) -> tuple[Runs, Ints]:
        """The runs of draws that were made, and the number of the draw of each."""
        made = (self.state == MADE) & (self.wave > 0)
        runs = Runs(self.z[made], self.values[made], self.wave[made], self.proposed[made])
        return runs, self.number[made]


class Keeper:
    """The file of the runs in a folder."""

    def __init__(self, folder: Path, key: Mapping[str, str]) -> None:
        self._path, self._key = folder / RUNS, dict(key)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other processes from this file.

        Raises PlaceRefused when one has it, or when the folder holds something else.
        """
        self._refuse_things_of_others()
        with writable(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)

        def refusal(rule: str, way_out: str = "choose another folder") -> PlaceRefused:
            place = Place(shown_path(self._path))
            return PlaceRefused(str(Problem(rule, f"{way_out} with --out", place=place)))

        with locked(self._path.with_name(f".{RUNS}.lock"), refusal=refusal):
            yield

    def read(self, groups: tuple[str, ...], figures: tuple[str, ...]) -> Kept:
        """What was kept; nothing yet where there is no file.

        Raises InputError for one of another region, other files or another version, and for one
        that is damaged: it is never written over.
        """
        if not self._path.exists():
            return Kept(groups, figures)
        table = self._table()
        spec = json.loads(table.schema.metadata[_KEY])
        differs = [name for name in self._key if spec["key"].get(name) != self._key[name]]
        if differs:
            rule = f"holds runs of another calibration: not as they were: {', '.join(differs)}"
            raise self._refused(rule, "choose another folder with --out, or remove the file")
        columns = {name: table[name].to_numpy() for name in table.column_names}
        z, values = (
            np.column_stack([columns[f"{kind}:{name}"] for name in names])
            for kind, names in (("group", groups), ("figure", figures))
        )
        plain = ("wave", "number", "state", "repaired", "proposed")
        return replace(
            Kept(groups, figures, by=spec["by"], z=z, values=values),
            **{name: columns[name].copy() for name in plain},
        )

    def write(self, kept: Kept) -> None:
        """Put all of it in place of what is there."""
        import pyarrow as pa
        import pyarrow.parquet

        columns: dict[str, Any] = {
            name: getattr(kept, name) for name in ("wave", "number", "state", "repaired")
        }
        columns["proposed"] = kept.proposed
        columns |= {f"group:{name}": kept.z[:, at] for at, name in enumerate(kept.groups)}
        columns |= {f"figure:{name}": kept.values[:, at] for at, name in enumerate(kept.figures)}
        table = pa.table(columns).replace_schema_metadata(
            {_KEY: json.dumps({"key": self._key, "by": kept.by})}
        )
        aside = self._path.with_suffix(".tmp")
        with writable(self._path.parent):
            with aside.open("wb") as stream:
                pyarrow.parquet.write_table(table, stream)
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(self._path)

    def _refuse_things_of_others(self) -> None:
        folder = self._path.parent
        if folder.is_dir() and not self._path.exists() and any(folder.iterdir()):
            place = Place(shown_path(folder))
            rule = "holds other things than runs of a calibration"
            raise PlaceRefused(str(Problem(rule, "choose another folder with --out", place=place)))

    def _table(self) -> Any:
        import pyarrow as pa
        import pyarrow.parquet

        try:
            table = pyarrow.parquet.read_table(self._path, page_checksum_verification=True)
        except (OSError, pa.ArrowException) as error:
            rule = f"cannot be read: {str(error).splitlines()[0]}"
            raise self._refused(rule, "remove it, and begin anew") from None
        if _KEY not in (table.schema.metadata or {}):
            raise self._refused("is no file of a calibration", "choose another folder with --out")
        return table

    def _refused(self, rule: str, way_out: str) -> InputError:
        return InputError(str(Problem(rule, way_out, place=Place(shown_path(self._path)))))
