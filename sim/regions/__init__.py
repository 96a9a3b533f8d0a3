"""A new region from what everybody has of it: its gemeenten, and how many youths live there."""

from __future__ import annotations

from .table import GemeenteYouth, YouthTable, read_youth
from .writing import write_region

__all__ = ["GemeenteYouth", "YouthTable", "read_youth", "write_region"]
