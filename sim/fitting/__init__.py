"""From a registration to numbers with their doubt: read, joined, estimated, written as a part.

The model asks nothing of this room, and no row of a registration leaves it.
"""

from __future__ import annotations

from .fit import Fit, fit
from .mapping import Mapping, read_mapping
from .part import part_text
from .region import Region, region_of

__all__ = ["Fit", "Mapping", "Region", "fit", "part_text", "read_mapping", "region_of"]
