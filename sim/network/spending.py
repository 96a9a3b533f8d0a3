"""Money with a ceiling (rule 32), as an engine reads it.

Shapes: A accounts (a ceiling of a gemeente), C cells, B lines, K steps, N stations, S sources, P
pools, R rows of cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

UNCOUNTED = -1
"""Of care that no ceiling counts."""


@dataclass(frozen=True)
class Accounts:
    """Who may spend how much, and what care costs them.

    `thing` (A,) is what the log names it, `stops` (A,) whether nobody starts once it is reached,
    `amount` (A, K) euros of the year at each step, inf for none. A step begins on each day on which
    a price changes and on each 1 January: `ticks` (K,), with the 1 January after it in `year_end`.

    A cell is care that costs the same, in one pool: that of a client of a source at a station is in
    `rows` (N, S), or UNCOUNTED; the cells of a row are from `begin` to `end` (R,), one for each
    `pool` (C,). `seen` (C, 2) are the waits that its list is part of. Lines say what care in `cell`
    (B,) costs an `account` (B,), in order of station: `per_tick` and `per_start` (B, K), in euros
    of the year.

    Of those who may come of their own will, other than beside other help, `comers` (D, 4) has the
    row of cells, the levels of their pool and of the station's priority, and their own priority.
    """

    thing: Ints
    stops: Flags
    amount: Floats
    ticks: Ints
    year_end: Ints
    rows: Ints
    begin: Ints
    end: Ints
    pool: Ints
    seen: Ints
    comers: Ints
    account: Ints
    cell: Ints
    per_tick: Floats
    per_start: Floats
