"""What `make interop` made: exports of one run of small.yaml, and the visits they are made of."""

from pathlib import Path

import pandas as pd
import pytest

MADE = Path(__file__).parents[1] / "build" / "interop"


@pytest.fixture(scope="session")
def made() -> Path:
    if not MADE.is_dir():
        pytest.skip("make interop makes the exports that are opened here, and runs this")
    return MADE


@pytest.fixture(scope="session")
def visits(made: Path) -> pd.DataFrame:
    return pd.read_parquet(made / "run" / "visits.parquet")
