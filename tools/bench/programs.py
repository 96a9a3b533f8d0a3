"""The programs of the benchmark, by name: each takes a Yardstick and a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from .ran import Ran
from .yardsticks import Yardstick

OURS, OURS_SIMPY, PLAIN = "Doorstroom, compiled", "Doorstroom, SimPy", "plain SimPy"
CIW, SALABIM, CIMBA = "Ciw", "salabim", "Cimba Python"


@dataclass(frozen=True)
class Program:
    """Where a program is written, and the package that it runs on."""

    module: str
    function: str
    package: str

    def run(self, model: Yardstick, seed: int) -> Ran:
        """Run the network once. Raises ImportError where the package is not installed."""
        written = import_module(f".{self.module}", __package__)
        return cast(Callable[[Yardstick, int], Ran], getattr(written, self.function))(model, seed)


PROGRAMS = {
    OURS: Program("program_doorstroom", "compiled", "numba"),
    OURS_SIMPY: Program("program_doorstroom", "simpy", "simpy"),
    PLAIN: Program("program_simpy", "plain_simpy", "simpy"),
    CIW: Program("program_ciw", "ciw_network", "ciw"),
    SALABIM: Program("program_salabim", "salabim_network", "salabim"),
    CIMBA: Program("program_cimba", "cimba_network", "cimba"),
}
