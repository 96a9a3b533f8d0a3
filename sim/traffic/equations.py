"""The traffic equations of many strands: full matrices where stations are few, else sparse ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .strands import Ints, PerStrand, Strands
from .terms import Shares, Terms

Floats = NDArray[np.float64]
AllTerms = Sequence[PerStrand[Terms]]

MOST_DENSE = 200
"""Stations up to which many strands are solved at once in full matrices."""
_CELLS = 2_000_000
"""Cells of one such batch of matrices."""


@dataclass(frozen=True)
class Flows:
    """Flows of some strands per arrival, if nobody waited; arrays of shape (strands, stations).

    `joins` is who joins each station along the main way, `starts` counts second trajectories too;
    `entering` is who comes in from outside, `returning` who comes back to the entrance. `moves`
    and `beside` have a matrix for each strand: who goes on from one station to another, and who
    starts a second trajectory there. All are after diverts.
    """

    strands: Ints
    joins: Floats
    starts: Floats
    entering: Floats
    returning: Floats
    moves: Sequence[Any]
    beside: Sequence[Any]


def flows_of(strands: Strands, terms: AllTerms) -> Iterator[Flows]:
    """The flows of all strands, batch by batch; stations that a strand never reaches have none."""
    size = len(strands.stations)
    if size > MOST_DENSE:
        yield from (_of_one(strands, terms, strand) for strand in range(len(strands)))
        return
    batch = max(1, _CELLS // size**2)
    for first in range(0, len(strands), batch):
        yield _of_many(strands, terms, np.arange(first, min(first + batch, len(strands))))


def _of_many(strands: Strands, terms: AllTerms, chosen: Ints) -> Flows:
    onward, beside = matrices(strands, terms, chosen)
    entering = np.zeros((chosen.size, len(strands.stations)))
    entering[np.arange(chosen.size), strands.entrance[chosen]] = 1.0
    entering = _after_diverts(terms, chosen, entering[:, None, :])[:, 0, :]
    back = np.stack([per_strand(item, chosen, "returns") for item in terms], axis=1)
    joins = _joining(onward + back[:, :, None] * entering[:, None, :], entering)
    seconds = joins[:, :, None] * beside
    return Flows(
        strands=chosen,
        joins=joins,
        starts=np.maximum(joins + seconds.sum(axis=1), 0.0),
        entering=entering,
        returning=(joins * back).sum(axis=1)[:, None] * entering,
        moves=list(joins[:, :, None] * onward),
        beside=list(seconds),
    )


def per_strand(terms: PerStrand[Terms], chosen: Ints, field: str) -> Floats:
    """A number of the terms of one station, for the chosen strands."""
    values = np.array([getattr(item, field) for item in terms.choices], np.float64)
    return values[terms.choice[chosen]]


def matrices(strands: Strands, terms: AllTerms, chosen: Ints) -> tuple[Floats, Floats]:
    """Who goes on from where to where and who starts a second trajectory, after diverts.

    What a strand never reaches is left out: a ring far away from it must not spoil its equations.
    """
    size = len(strands.stations)
    onward, beside = np.zeros((2, chosen.size, size, size))
    for number, item in enumerate(terms):
        for matrix, field in ((onward, "onward"), (beside, "beside")):
            lines = [_line(getattr(choice, field), size) for choice in item.choices]
            matrix[:, number, :] = np.stack(lines)[item.choice[chosen]]
    for at, strand in enumerate(chosen.tolist()):
        far = np.ones(size, np.bool_)
        far[list(strands.reached(strand))] = False
        onward[at, far], beside[at, far] = 0.0, 0.0
    return _after_diverts(terms, chosen, onward), _after_diverts(terms, chosen, beside)


def _line(shares: Shares, size: int) -> Floats:
    line = np.zeros(size)
    for number, share in shares:
        line[number] += share
    return line


def _after_diverts(terms: AllTerms, chosen: Ints, matrix: Floats) -> Floats:
    """Where they come who were to join each station; shape (strands, lines, stations)."""
    result, goes = matrix.copy(), np.asarray(matrix.any(axis=0))
    for number, item in enumerate(terms):
        if all(choice.instead == ((number, 1.0),) for choice in item.choices):
            continue
        lines = np.stack([_line(choice.instead, matrix.shape[2]) for choice in item.choices])
        from_here = np.flatnonzero(goes[:, number])  # few lead to any one station
        going = matrix[:, from_here, number]
        result[:, from_here, number] -= going
        for to in np.flatnonzero(lines.any(axis=0)).tolist():
            result[:, from_here, to] += going * lines[item.choice[chosen], to][:, None]
    return result


def _joining(again: Floats, entering: Floats) -> Floats:
    """Who joins each station: who enters, and who goes on or comes back from others."""
    system = np.eye(again.shape[1]) - again.transpose(0, 2, 1)
    try:
        result = np.asarray(np.linalg.solve(system, entering[:, :, None])[:, :, 0], np.float64)
    except np.linalg.LinAlgError:
        result = np.full(entering.shape, np.nan)
    for at in np.flatnonzero(~np.isfinite(result).all(axis=1)).tolist():
        # On a day on which nobody leaves a ring the flow in it has no end: the nearest there is.
        result[at] = np.linalg.lstsq(system[at], entering[at])[0]
    return result


# ---------------------------------------------------------------------------- many stations


def _of_one(strands: Strands, terms: AllTerms, strand: int) -> Flows:
    """The same for one strand, with matrices that hold only what is not 0."""
    from scipy.sparse import csr_array, eye_array
    from scipy.sparse.linalg import spsolve

    parts = sparse_parts(strands, terms, strand)
    again = parts.onward + csr_array(parts.back[:, None]) @ csr_array(parts.entering[None, :])
    system = (eye_array(len(strands.stations)) - again.T).tocsc()
    joins = np.nan_to_num(spsolve(system, parts.entering))
    seconds = csr_array(joins[:, None] * parts.beside)
    starts = np.maximum(joins + np.asarray(seconds.sum(axis=0)).reshape(-1), 0.0)
    return Flows(
        strands=np.array([strand]),
        joins=joins[None, :],
        starts=starts[None, :],
        entering=parts.entering[None, :],
        returning=float(joins @ parts.back) * parts.entering[None, :],
        moves=[csr_array(joins[:, None] * parts.onward)],
        beside=[seconds],
    )


def cells_of(matrix: Any) -> Iterator[tuple[int, int, float]]:
    """Line, column and value of all that is not 0 in a matrix of either kind."""
    from scipy.sparse import coo_array

    cells = coo_array(matrix)
    yield from zip(cells.row.tolist(), cells.col.tolist(), cells.data.tolist(), strict=True)


@dataclass(frozen=True)
class SparseParts:
    """The matrices of one strand after diverts, who enters where, and who comes back (by station).

    The matrices are of SciPy and hold only what is not 0.
    """

    onward: Any
    beside: Any
    entering: Floats
    back: Floats


def sparse_parts(strands: Strands, terms: AllTerms, strand: int) -> SparseParts:
    """What the equations of one strand are made of."""
    size, near = len(strands.stations), sorted(strands.reached(strand))
    here = [(number, terms[number].of(strand)) for number in near]
    instead = _sparse(size, [(number, item.instead) for number, item in here])
    onward, beside = (
        _sparse(size, [(number, getattr(item, field)) for number, item in here]) @ instead
        for field in ("onward", "beside")
    )
    back = np.zeros(size)
    back[near] = [item.returns for _, item in here]
    entering = instead[[int(strands.entrance[strand])]].toarray()[0]
    return SparseParts(onward, beside, entering, back)


def _sparse(size: int, lines: Sequence[tuple[int, Shares]]) -> Any:
    from scipy.sparse import coo_array

    cells = [(line, to, share) for line, shares in lines for to, share in shares]
    rows = np.array([cell[0] for cell in cells], np.int64)
    columns = np.array([cell[1] for cell in cells], np.int64)
    values = np.array([cell[2] for cell in cells], np.float64)
    return coo_array((values, (rows, columns)), shape=(size, size)).tocsr()
