"""What holds for every test: no screen, no colours, the same hypothesis examples each time.

At the end the agreement of the engines is told, and what happened in the random networks.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

RecordProperty = Callable[[str, object], None]
AGREED, HAPPENED = "agreed", "happened"
"""Properties of a test: on how many networks of which kind the engines gave the same visits; in how
many networks what happened."""

settings.register_profile("house", deadline=None, derandomize=True, database=None)


def pytest_configure() -> None:
    settings.load_profile("house")
    os.environ["MPLBACKEND"] = "Agg"
    os.environ["NO_COLOR"] = "1"
    os.environ["COLUMNS"] = "120"
    os.environ["DOORSTROOM_STORE"] = ""  # runs that are compared must be made


@pytest.fixture(scope="session")
def house() -> Path:
    """The folder of the repository."""
    return Path(__file__).parents[1]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell on what the engines agreed, once every test has passed or failed."""
    passed = terminalreporter.getreports("passed")
    agreed, happened = _counted(passed, AGREED), _counted(passed, HAPPENED)
    if agreed:
        terminalreporter.section("both engines: the same visits, to the bit")
        terminalreporter.write_line(_told(agreed))
    if happened:
        terminalreporter.section("in how many random networks it happened")
        terminalreporter.write_line(_told(happened))


def _counted(reports: Iterable[Any], name: str) -> Counter[str]:
    result: Counter[str] = Counter()
    for report in reports:
        for spec, counts in report.user_properties:
            if spec == name:
                result.update(counts)
    return result


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
