"""Many runs of several scenarios, their differences, and results on disk.

Public names are fetched when first used: a worker makes runs, and reads and compares nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .doors import run_experiment, run_scenario
    from .measuring_targets import run_targets
    from .plan import Plan
    from .planning import plan_of

__all__ = ["Plan", "plan_of", "run_experiment", "run_scenario", "run_targets"]

_HOMES = {
    "Plan": ".plan",
    "plan_of": ".planning",
    "run_experiment": ".doors",
    "run_scenario": ".doors",
    "run_targets": ".measuring_targets",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
