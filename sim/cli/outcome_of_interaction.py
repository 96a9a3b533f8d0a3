"""What `experiment` shows of policies together: what each does alone, and what is left of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..errors import visible
from ..results.interaction import INTERACTION, TOGETHER
from .outcome_of_draws import SHOWN

if TYPE_CHECKING:
    import pandas as pd

    from ..running.outcome import Results
    from ..texts import Texts

_MILLION = 1e6


def show_interaction(results: Results, texts: Texts) -> None:
    """Print, for each scenario made of others, the difference of each part and of the whole."""
    rows = results.interaction
    for whole in dict.fromkeys(rows["scenario"]):
        _show(rows[rows["scenario"] == whole], str(whole), texts)


def _show(rows: pd.DataFrame, whole: str, texts: Texts) -> None:
    title = texts("terminal.made_of", whole=escape(visible(whole)))
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in SHOWN:
        table.add_column(texts(f"terminal.shown.{name}"), justify="right")
    for kind, part in dict.fromkeys(zip(rows["kind"], rows["part"], strict=True)):
        told = texts(f"terminal.{kind}") if kind in (TOGETHER, INTERACTION) else part
        some = rows[(rows["kind"] == kind) & (rows["part"] == part)]
        table.add_row(escape(visible(told)), *(_cell(some, name) for name in SHOWN))
    Console(highlight=False).print(table)


def _cell(rows: pd.DataFrame, indicator: str) -> str:
    for row in rows[rows["indicator"] == indicator].to_dict("records"):
        by, unit = (_MILLION, " M") if row["unit"] == "eur" else (1.0, "")
        middle = f"{row['difference'] / by:+.1f}{unit}"
        if row["low"] is None or row["low"] != row["low"]:
            return middle
        return f"{middle} ({row['low'] / by:+.1f} to {row['high'] / by:+.1f})"
    return ""
