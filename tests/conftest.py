"""What holds for every test: no screen, no colours, the same hypothesis examples each time."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True, database=None)


def pytest_configure() -> None:
    settings.load_profile("house")
    os.environ["MPLBACKEND"] = "Agg"
    os.environ["NO_COLOR"] = "1"
    os.environ["COLUMNS"] = "120"


@pytest.fixture(scope="session")
def house() -> Path:
    """The folder of the repository."""
    return Path(__file__).parents[1]
