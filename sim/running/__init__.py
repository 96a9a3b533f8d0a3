"""Many runs of several scenarios, their differences, and results on disk."""

from .doors import run_experiment, run_scenario
from .measuring_targets import run_targets
from .plan import Plan
from .planning import plan_of

__all__ = ["Plan", "plan_of", "run_experiment", "run_scenario", "run_targets"]
