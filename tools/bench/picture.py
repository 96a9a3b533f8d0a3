"""The picture docs/performance.svg: speed, growth with clients, growth with a backlog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .plan import SIZES, Kept
from .programs import CIW, OURS, OURS_SIMPY, PLAIN, PROGRAMS, SALABIM
from .yardsticks import BACKLOG, FULL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0b6e4f", "#6cae75", "#33658a", "#b5651d", "#8e6c8a", "#c1292e")
NUDGED = {PLAIN: 6, OURS_SIMPY: -6, CIW: 5, SALABIM: -5}
"""Points up, where names would stand over each other."""
MARKS = ("o", "s", "^", "v", "D", "P")


def draw(kept: Kept, path: Path) -> None:
    """Write the picture."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    shown = [name for name in PROGRAMS if kept.of(name, FULL)]
    with mpl.rc_context({"svg.hashsalt": "performance", "font.size": 10}):
        figure = Figure(figsize=(11, 4.6), layout="constrained")
        speed, growth = figure.subplots(1, 2, width_ratios=(1, 1.15))
        _speed(speed, kept, shown)
        _growth(growth, kept, shown)
        figure.savefig(path, metadata={"Date": None})


def _speed(axes: Axes, kept: Kept, shown: list[str]) -> None:
    """Clients a second at 98% load and with the backlog."""
    for row, name in enumerate(shown):
        colour = COLOURS[list(PROGRAMS).index(name)]
        for network, shift, alpha in ((FULL, -0.2, 1.0), (BACKLOG, 0.2, 0.45)):
            speed = kept.middle("clients_per_second", name, network)
            if speed is None:
                continue
            axes.barh(row + shift, speed, height=0.38, color=colour, alpha=alpha)
            axes.text(speed * 1.12, row + shift, _short(speed), va="center", fontsize=8.5)
    axes.set_xscale("log")
    axes.set_xlim(300, 8e6)
    axes.set_yticks(range(len(shown)), shown)
    axes.invert_yaxis()
    axes.set_xlabel("clients a second (each line is ten times the one before)")
    axes.set_title(
        "Five stations: at 98% load (dark)\nand with a two-year backlog (light)", fontsize=10.5
    )
    axes.grid(axis="x", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def _growth(axes: Axes, kept: Kept, shown: list[str]) -> None:
    """Microseconds per client against the number of clients."""
    for name in shown:
        at = list(PROGRAMS).index(name)
        points = []
        for size in sorted({1.0, *SIZES.get(name, ())}):
            clients = kept.middle("clients", name, FULL, size)
            cost = kept.middle("microseconds_per_client", name, FULL, size)
            if clients is not None and cost is not None:
                points.append((clients, cost))
        style = "-" if name in (OURS, OURS_SIMPY) else "--"
        axes.plot(*zip(*points, strict=True), style, marker=MARKS[at], color=COLOURS[at])
        clients, cost = points[-1]
        axes.annotate(
            name, (clients, cost), (7, NUDGED.get(name, 0)), textcoords="offset points",
            va="center", color=COLOURS[at], fontsize=9,
        )  # fmt: skip
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(right=axes.get_xlim()[1] * 12)
    axes.set_xlabel("clients in a run, five stations at 98% load")
    axes.set_ylabel("microseconds per client")
    axes.set_title("What a client costs as the network grows\n(level: no dearer)", fontsize=10.5)
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def _short(number: float) -> str:
    return f"{float(f'{number:.2g}'):,.0f}"
