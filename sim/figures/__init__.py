"""Figures of a results folder: rows of tables in, pictures with their words out.

This room and `report` are the only ones that know matplotlib and templates. Reading a results
folder (`results`, `manifest`, `labels`, `measures`) needs no matplotlib; `draw_all` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..texts import Texts
from .labels import Labels
from .results import Results

if TYPE_CHECKING:
    from ..telling.chain import Chain
    from .style import Picture

__all__ = ["draw_all", "draw_map"]


def draw_all(results: Results, texts: Texts) -> list[Picture]:
    """Draw every figure that these results can fill, in the order of the page."""
    from . import settings  # noqa: F401, I001  before anything imports Matplotlib
    from . import bridge, care, groups, hundred, money, norm, places, waiting
    from . import map as chain_map

    labels = Labels.of(results.manifest, texts)
    pictures = [
        hundred.draw(results, labels),
        waiting.draw(results, labels),
        norm.draw(results, labels),
        *care.draw(results, labels),
        places.draw(results, labels),
        money.draw_cost(results, labels),
        money.draw_difference(results, labels),
        bridge.draw(results, labels),
        groups.draw_by_itself(results, labels),
        groups.draw(results, labels),
        chain_map.draw(results.manifest.chain, texts) if results.manifest.chain.stops else None,
    ]
    return [picture for picture in pictures if picture is not None]


def draw_map(chain: Chain, texts: Texts) -> Picture:
    """Draw the map of a chain, which needs no results."""
    from . import settings  # noqa: F401, I001  before anything imports Matplotlib
    from . import map as chain_map

    return chain_map.draw(chain, texts)
