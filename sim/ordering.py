"""Rows in order of whole numbers, several times as quick as sorting by one number after another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_BITS = 63


def in_order(*keys: Ints) -> Ints:
    """Rows in order of the first key, then of the next; those of equal keys as they stand.

    Keys and row are sorted as one number, where they fit into it.
    """
    size = keys[0].size
    row_bits = max(size - 1, 0).bit_length()
    lowest = [int(key.min(initial=0)) for key in keys]
    bits = [
        (int(key.max(initial=0)) - least).bit_length()
        for key, least in zip(keys, lowest, strict=True)
    ]
    if sum(bits) + row_bits > _BITS:
        return np.lexsort(keys[::-1]).astype(np.int64)
    whole = np.zeros(size, dtype=np.int64)
    for key, least, width in zip(keys, lowest, bits, strict=True):
        whole <<= width
        whole |= key - least
    whole <<= row_bits
    whole |= np.arange(size)
    whole.sort()
    whole &= (1 << row_bits) - 1
    return whole
