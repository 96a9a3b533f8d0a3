"""How this engine becomes machine code: functions by Numba, rows of tables as C structs.

A class such as Visit only says which fields a row has; `dtype_of` makes the row of it. Functions
are plain Python for a type checker and for a reader; Numba compiles them as they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import (
    Annotated,
    Any,
    Protocol,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np
from numba import from_dtype, njit, types
from numpy.typing import NDArray

from .rows import RowsType

F = TypeVar("F", bound=Callable[..., object])
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Small: TypeAlias = Annotated[int, "i4"]
"""A whole number that stays below 2**31: a row of a table, a count, a code."""
Ints: TypeAlias = NDArray[np.int64]

_INNER: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""No functions beside it by which Python or C could call it: nobody will."""
_FIELDS = {int: "i8", float: "f8", bool: "?"}
_SCALARS = {int: types.int64, float: types.float64, bool: types.boolean}


class Rows(Protocol[R]):
    """A table of rows, or of numbers; what is set in a row stays there."""

    @property
    def size(self) -> int: ...

    def __getitem__(self, row: int, /) -> R: ...

    def __setitem__(self, row: int, value: R, /) -> None: ...


class Grid(Protocol[R_co]):
    """A table of rows, or of whole numbers, by two numbers."""

    def __getitem__(self, cell: tuple[int, int], /) -> R_co: ...

    def __len__(self) -> int: ...


def compiled(function: F) -> F:
    """A function for compiled code; it becomes part of the one function that is kept on disk."""
    made: F = njit(**_INNER)(function)
    return made


@cache
def dtype_of(row: type) -> np.dtype[np.void]:
    """The struct of a row, from the fields that its class names."""
    hints = get_type_hints(row, include_extras=True)
    fields = [(name, _field(hint)) for name, hint in hints.items()]
    return np.dtype(fields, align=True)


def _field(hint: Any) -> str:
    return str(get_args(hint)[1]) if get_origin(hint) is Annotated else _FIELDS[hint]


def fields_of(world: type) -> list[tuple[str, types.Type]]:
    """Names and compiled types of all that a class holds: numbers, and tables of rows."""
    return [(name, _compiled_type(hint)) for name, hint in get_type_hints(world).items()]


def _compiled_type(hint: Any) -> types.Type:
    if hint in _SCALARS:
        return _SCALARS[hint]
    held = get_args(hint)[0]
    row = _SCALARS.get(held) or from_dtype(dtype_of(held))
    return RowsType(row, 2 if get_origin(hint) is Grid else 1)


def tuple_type(tables: type) -> types.NamedTuple:
    """The compiled type of a tuple of tables, as arrays."""
    kinds = [_array_type(hint) for hint in get_type_hints(tables).values()]
    return types.NamedTuple(kinds, tables)  # type: ignore[no-untyped-call]


def _array_type(hint: Any) -> types.Type:
    kind = _compiled_type(hint)
    return types.Array(kind.row, kind.ndim, "C") if isinstance(kind, RowsType) else kind
