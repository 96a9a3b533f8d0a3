"""From what a wait is seen (rules 28 and 31): on this both engines stand."""

from __future__ import annotations

FIRST_DAYS = 91
"""As long as this nobody has seen enough, and the wait of the file is what is seen."""
A_YEAR = 365
LOOKS_A_YEAR = 12
FEW = 10
"""Fewer than this who left in 91 days say too little: those of a year count."""
MOST_WEEKS = 52.0
