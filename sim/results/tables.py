"""Tables as others read them: only those of the manifest, with the columns and types they need."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError, Keys, Place, Problem
from ..measuring.periods import ALL
from .manifest import Manifest

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Filters = Sequence[tuple[str, str, Any]]
AnyOf = Sequence[Filters]
"""Rows for which all of one of these hold."""

_AGAIN = "run it again"
_PERIOD = re.compile(r"all|\d{4}(-\d{4}|-H[12])?|\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", re.ASCII)


class Column(Enum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "numbers"
    FLAG = "true or false"
    DAY = "dates"


def columns_of(row: type[Any]) -> dict[str, Column]:
    """The columns of a table with one dataclass a row."""
    kinds = {"bool": Column.FLAG, "int": Column.NUMBER, "float": Column.NUMBER}
    return {
        field.name: kinds.get(str(field.type).removesuffix(" | None"), Column.TEXT)
        for field in fields(row)
    }


@dataclass(frozen=True)
class Tables:
    """The tables of a results folder whose digests were checked."""

    folder: Path
    manifest: Manifest

    def read(
        self, name: str, columns: Mapping[str, Column], filters: Filters | AnyOf = ()
    ) -> pd.DataFrame:
        """A table; raises InputError where it lacks a column, or holds what the manifest does not.

        An empty one where the manifest names no such table.
        """
        import pandas as pd
        import pyarrow as pa
        import pyarrow.parquet as parquet

        file = f"{name}.parquet"
        if file not in self.manifest.outputs:
            return pd.DataFrame(columns=list(columns))
        try:
            self._check_columns(file, parquet.read_schema(self.folder / file), columns)
            table = pd.read_parquet(
                self.folder / file, columns=list(columns), filters=filters or None
            )
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            raise self._problem(file, f"cannot be read ({str(error).splitlines()[0]})") from None
        for column in (name for name, kind in columns.items() if kind is Column.NUMBER):
            if table[column].dtype.kind == "O":  # nothing stands in it
                table[column] = table[column].astype(float)
        self._check_names(file, table)
        return table

    def _check_columns(self, file: str, schema: pa.Schema, columns: Mapping[str, Column]) -> None:
        for name, column in columns.items():
            if name not in schema.names:
                raise self._problem(file, "is no column of it", keys=(name,))
            if not _holds(schema.field(name).type, column):
                raise self._problem(file, f"must hold {column.value}", keys=(name,))

    def _check_names(self, file: str, table: pd.DataFrame) -> None:
        """Names in a table of which the manifest says nothing would have no title."""
        for column, is_known in self._known.items():
            if column in table:
                for name in table[column].unique():
                    if not is_known(str(name)):
                        rule = "has a name that the manifest does not know"
                        raise self._problem(file, rule, keys=(column, str(name)))

    @cached_property
    def _known(self) -> dict[str, Callable[[str], bool]]:
        manifest = self.manifest
        return {
            "scenario": manifest.scenario.__contains__,
            "baseline": manifest.scenario.__contains__,
            "look": {"ahead", "back"}.__contains__,
            "station": {ALL, *manifest.stations, *manifest.pools}.__contains__,
            "gemeente": {ALL, *manifest.gemeenten}.__contains__,
            "need": {ALL, *manifest.needs}.__contains__,
            "period": lambda name: _PERIOD.fullmatch(name) is not None,
        }

    def _problem(self, file: str, rule: str, *, keys: Keys = ()) -> InputError:
        place = Place(str(self.folder / file))
        return InputError(str(Problem(rule, _AGAIN, place=place, keys=keys)))


def _holds(kind: pa.DataType, column: Column) -> bool:
    """Whether a type of parquet is that of a column; a column in which nothing stands is any."""
    import pyarrow.types as types

    if types.is_dictionary(kind):
        kind = kind.value_type
    is_text = types.is_string(kind) or types.is_large_string(kind)
    is_number = types.is_integer(kind) or types.is_floating(kind)
    allowed = {
        Column.TEXT: is_text,
        Column.NUMBER: is_number,
        Column.FLAG: types.is_boolean(kind),
        Column.DAY: types.is_date(kind) or types.is_timestamp(kind),
    }
    return bool(types.is_null(kind) or allowed[column])
