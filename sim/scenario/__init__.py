"""Scenario files: what they may say, how they are read, resolved, checked and explained."""

from .resolving import load, load_experiment, load_with_base

__all__ = ["load", "load_experiment", "load_with_base"]
