"""Doorstroom: a discrete-event simulation of youth-care flows in a Dutch jeugdregio.

The public names are listed in ``__all__``. They are fetched when first used, so that importing
the package costs nothing and ``doorstroom --help`` stays quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import load
    from .running import run_experiment
    from .running.simulation import simulate

    __version__: str

__all__ = ["__version__", "load", "run_experiment", "simulate"]


def __getattr__(name: str) -> Any:
    """Fetch a public name from the module that holds it."""
    match name:
        case "__version__":
            from importlib.metadata import version

            return version("doorstroom")
        case "load":
            home = ".checks"
        case "run_experiment":
            home = ".running"
        case "simulate":
            home = ".running.simulation"
        case _:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home, __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
