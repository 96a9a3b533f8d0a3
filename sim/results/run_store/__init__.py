"""Runs that were made before: many a file, with an index, so that nothing runs twice."""

from .chunks import KeptRun, RunNote
from .index import INDEX
from .listing import Held, Holdings, Pruned
from .store import RunStore

__all__ = ["INDEX", "Held", "Holdings", "KeptRun", "Pruned", "RunNote", "RunStore"]
