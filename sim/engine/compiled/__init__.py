"""The compiled engine: the rules once more, by Numba over tables, and the same visits to the bit.

Its modules have the names of those of the SimPy engine, with the same words in the same order. It
uses nothing of them but the phases of an instant; what it must do, docs/rules.md says.
"""

from .run import prepare, run

__all__ = ["prepare", "run"]
