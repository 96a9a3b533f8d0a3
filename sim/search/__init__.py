"""What fits what is known: draws of a region that are run, weighed and kept as an ensemble."""

from ..running.watching import Watch
from .asking import Asked, Demands
from .calibrating import calibrate
from .calibration import Calibration
from .region import region_of

__all__ = ["Asked", "Calibration", "Demands", "Watch", "calibrate", "region_of"]
