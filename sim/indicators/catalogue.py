"""The names of all indicators; what rows each has stands in sim/scenario/indicators.py."""

from __future__ import annotations

from ..scenario.indicators import NAMES, base_name

__all__ = ["NAMES", "base_name"]
