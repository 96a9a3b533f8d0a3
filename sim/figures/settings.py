"""Matplotlib with our own settings only: a file of settings in the user's folder changes nothing.

Matplotlib reads `matplotlibrc` from the folder one stands in when it is imported, and stops where
that is not text. So it is first imported from here, where there is an empty one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

with contextlib.chdir(Path(__file__).parent):
    import matplotlib as mpl

_OF_THE_SCREEN = ("backend", "interactive", "toolbar", "webagg", "macosx", "tk.", "date.epoch")


def own_settings(settings: Mapping[str, Any]) -> Any:
    """Every setting as Matplotlib ships it, and these; for a user who has set others before."""
    shipped = {
        name: value
        for name, value in cast(dict[str, Any], mpl.rcParamsDefault).items()
        if not name.startswith(_OF_THE_SCREEN)
    }
    return {**shipped, **settings}
