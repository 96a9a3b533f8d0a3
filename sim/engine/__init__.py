"""The SimPy engine: the model that people read. It knows clients, places, lists and a calendar."""

from .run import run

__all__ = ["run"]
