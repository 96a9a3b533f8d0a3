"""Tables for compiled code that are no more than an address: `rows[row]` is a row and no copy.

A Numba array counts who refers to it, in steps that no other processor may come between, at nearly
every use; in a loop as short as that of this engine the counting takes almost half of the time.
These tables count nothing. They are of an array that somebody keeps (`rows_of`), or have memory of
their own from `more_rows` until `no_more_rows`. NUMBA_BOUNDSCHECK=1 checks every row.
"""

# Numba's inner side, on which this file stands, has no types:
# mypy: disallow-untyped-calls=False, disallow-untyped-decorators=False

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from llvmlite.ir import FunctionType, VoidType  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils, config
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    infer_getattr,
    infer_global,
    signature,
)
from numba.extending import (
    intrinsic,
    lower_builtin,
    lower_getattr_generic,
    lower_setattr_generic,
    make_attribute_wrapper,
    models,
    register_model,
)
from numba.np.arrayobj import make_array, populate_array

_WORD = 8
_CACHE_LINE = 64
_FETCH = FunctionType(VoidType(), [cgutils.voidptr_t, *[cgutils.int32_t] * 3])
_TO_READ_SOON = [cgutils.int32_t(number) for number in (0, 3, 1)]
"""Of llvm.prefetch: to read, into all caches, data and not code."""


def _for_compiled_code(code: Callable[..., Any]) -> Callable[..., Any]:
    """A function of which the machine code is said, for use in compiled functions."""
    made: Callable[..., Any] = intrinsic(code)
    return made


class RowsType(types.Type):
    """Rows of one kind, by one number or (a grid) by two."""

    def __init__(self, row: types.Type, ndim: int) -> None:
        self.row = row
        self.ndim = ndim
        super().__init__(name=f"Rows{ndim}({row})")

    @property
    def index(self) -> types.Type:
        """What stands between the brackets."""
        return types.intp if self.ndim == 1 else types.UniTuple(types.intp, self.ndim)


@register_model(RowsType)
class _RowsModel(models.StructModel):
    """Where the rows begin, how many there are, and of a grid how many to a line."""

    def __init__(self, manager: Any, rows: RowsType) -> None:
        members = [("address", types.intp), ("size", types.intp), ("width", types.intp)]
        super().__init__(manager, rows, members)


make_attribute_wrapper(RowsType, "size", "size")


class StateType(types.Type):
    """One thing that holds numbers and tables by name, all zero at first; an address too."""

    def __init__(self, name: str, fields: list[tuple[str, types.Type]]) -> None:
        self.kinds = dict(fields)
        self.places = {}
        self.size = 0
        for field, kind in fields:
            self.places[field] = self.size
            self.size += _WORD * (3 if isinstance(kind, RowsType) else 1)
        super().__init__(name=name)


@register_model(StateType)
class _StateModel(models.PrimitiveModel):
    """Where it is."""

    def __init__(self, manager: Any, state: StateType) -> None:
        super().__init__(manager, state, cgutils.voidptr_t)


@infer_getattr
class _StateAttribute(AttributeTemplate):
    key = StateType

    def generic_resolve(  # type: ignore[override]
        self, state: StateType, name: str
    ) -> types.Type | None:
        """What a field is."""
        return state.kinds.get(name)


@lower_getattr_generic(StateType)
def _get_field(context: Any, builder: Any, state: StateType, value: Any, name: str) -> Any:
    return context.unpack_value(builder, *_field(context, builder, state, value, name))


@lower_setattr_generic(StateType)
def _set_field(context: Any, builder: Any, sig: Any, args: Any, name: str) -> Any:
    kind, pointer = _field(context, builder, sig.args[0], args[0], name)
    context.pack_value(builder, kind, args[1], pointer)
    return context.get_dummy_value()


def _field(context: Any, builder: Any, state: StateType, value: Any, name: str) -> Any:
    """What a field is, and where."""
    kind = state.kinds[name]
    place = builder.gep(value, [cgutils.intp_t(state.places[name])], inbounds=True)
    return kind, builder.bitcast(place, context.get_data_type(kind).as_pointer())


def maker_of(state: StateType) -> Callable[[], Any]:
    """A function for compiled code that makes one; `no_more` gives its memory back."""

    @_for_compiled_code
    def make(typing_context: Any) -> Any:
        def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
            size = cgutils.intp_t(state.size)
            memory = context.nrt.allocate(builder, size)
            cgutils.memset(builder, memory, size, 0)
            return memory

        return state(), code

    return make


@_for_compiled_code
def no_more(typing_context: Any, state: StateType) -> Any:
    """Give back the memory of what a maker made."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        context.nrt.free(builder, args[0])
        return context.get_dummy_value()

    return types.none(state), code


@_for_compiled_code
def rows_of(typing_context: Any, array: types.Array) -> Any:
    """The rows of an array that somebody keeps."""
    kind = RowsType(array.dtype, array.ndim)

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        whole = make_array(array)(context, builder, args[0])
        rows = cgutils.create_struct_proxy(kind)(context, builder)
        rows.address = builder.ptrtoint(whole.data, cgutils.intp_t)
        rows.size = whole.nitems
        rows.width = cgutils.unpack_tuple(builder, whole.shape)[-1]
        return rows._getvalue()

    return kind(array), code


@_for_compiled_code
def more_rows(typing_context: Any, rows: RowsType, size: types.Integer) -> Any:
    """The same rows in memory of their own for `size`; they are nowhere else any more."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        before = cgutils.create_struct_proxy(rows)(context, builder, value=args[0])
        after = cgutils.create_struct_proxy(rows)(context, builder)
        itemsize = _itemsize(context, rows)
        memory = context.nrt.allocate(builder, builder.mul(args[1], itemsize))
        old = builder.inttoptr(before.address, cgutils.voidptr_t)
        cgutils.raw_memcpy(builder, memory, old, before.size, itemsize)
        context.nrt.free(builder, old)
        after.address = builder.ptrtoint(memory, cgutils.intp_t)
        after.size = after.width = args[1]
        return after._getvalue()

    return rows(rows, types.intp), code


@_for_compiled_code
def no_more_rows(typing_context: Any, rows: RowsType) -> Any:
    """Give back the memory of rows that had their own."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        before = cgutils.create_struct_proxy(rows)(context, builder, value=args[0])
        context.nrt.free(builder, builder.inttoptr(before.address, cgutils.voidptr_t))
        return context.get_dummy_value()

    return types.none(rows), code


@_for_compiled_code
def prefetch(typing_context: Any, rows: RowsType, row: types.Integer) -> Any:
    """Have a row fetched from memory while other work goes on; it need not be one."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        _fetch(context, builder, rows, args)
        return context.get_dummy_value()

    return types.none(rows, types.intp), code


@_for_compiled_code
def prefetch_cell(
    typing_context: Any, rows: RowsType, line: types.Integer, column: types.Integer
) -> Any:
    """The same for the row in a cell of a grid."""

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        grid, line, column = args
        _fetch(context, builder, rows, (grid, cgutils.pack_array(builder, [line, column])))
        return context.get_dummy_value()

    return types.none(rows, types.intp, types.intp), code


def _fetch(context: Any, builder: Any, kind: RowsType, args: Any) -> None:
    """Ask for every cache line of a row."""
    fetch = builder.module.declare_intrinsic("llvm.prefetch", [cgutils.voidptr_t], _FETCH)
    address = _address(context, builder, kind, args)
    for line in range(0, context.get_abi_sizeof(context.get_data_type(kind.row)), _CACHE_LINE):
        place = builder.add(address, cgutils.intp_t(line))
        builder.call(fetch, [builder.inttoptr(place, cgutils.voidptr_t), *_TO_READ_SOON])


@_for_compiled_code
def part_of(typing_context: Any, rows: RowsType, begin: types.Integer, end: types.Integer) -> Any:
    """The numbers from `begin` until `end`, as an array."""
    part = types.Array(rows.row, 1, "C")

    def code(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        array = make_array(part)(context, builder)
        itemsize = _itemsize(context, rows)
        populate_array(
            array,
            data=_pointer(context, builder, rows, args),
            shape=[builder.sub(args[2], args[1])],
            strides=[itemsize],
            itemsize=itemsize,
            meminfo=None,
        )
        return array._getvalue()

    return part(rows, types.intp, types.intp), code


@infer_global(operator.getitem)
class _GetRow(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        """rows[row], grid[line, column]."""
        if isinstance(args[0], RowsType):
            return signature(args[0].row, args[0], args[0].index)
        return None


@infer_global(operator.setitem)
class _SetRow(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        """rows[row] = number."""
        if isinstance(args[0], RowsType):
            return signature(types.none, args[0], args[0].index, args[0].row)
        return None


@lower_builtin(operator.getitem, RowsType, types.Any)
def _get(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    pointer = _pointer(context, builder, sig.args[0], args)
    if isinstance(sig.args[0].row, types.Record):
        return builder.bitcast(pointer, context.get_value_type(sig.args[0].row))
    return context.unpack_value(builder, sig.args[0].row, pointer)


@lower_builtin(operator.setitem, RowsType, types.Any, types.Any)
def _set(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    pointer = _pointer(context, builder, sig.args[0], args)
    context.pack_value(builder, sig.args[0].row, args[2], pointer)
    return context.get_dummy_value()


def _pointer(context: Any, builder: Any, kind: RowsType, args: Any) -> Any:
    """Where a row is in memory; an error where it is none and NUMBA_BOUNDSCHECK is set."""
    if vars(config)["BOUNDSCHECK"]:
        rows = cgutils.create_struct_proxy(kind)(context, builder, value=args[0])
        outside = builder.icmp_unsigned(">=", _number(builder, kind, rows, args[1]), rows.size)
        with cgutils.if_unlikely(builder, outside):
            context.call_conv.return_user_exc(
                builder, IndexError, (f"no such row of {kind.row}"[:60],)
            )
    place = _address(context, builder, kind, args)
    return builder.inttoptr(place, context.get_data_type(kind.row).as_pointer())


def _address(context: Any, builder: Any, kind: RowsType, args: Any) -> Any:
    rows = cgutils.create_struct_proxy(kind)(context, builder, value=args[0])
    number = _number(builder, kind, rows, args[1])
    return builder.add(rows.address, builder.mul(number, _itemsize(context, kind)))


def _number(builder: Any, kind: RowsType, rows: Any, row: Any) -> Any:
    """The number of a row among all; of a grid from its line and column."""
    if kind.ndim == 1:
        return row
    line, column = cgutils.unpack_tuple(builder, row)
    return builder.add(builder.mul(line, rows.width), column)


def _itemsize(context: Any, kind: RowsType) -> Any:
    return cgutils.intp_t(context.get_abi_sizeof(context.get_data_type(kind.row)))
