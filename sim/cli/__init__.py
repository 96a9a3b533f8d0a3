"""The command `doorstroom`: one file per group of commands, each of which registers on `app`."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ..errors import DoorstroomError, visible
from .endings import exit_code, hear_signals, told
from .plain_signs import speak_plainly

GROUPS = (
    "scenarios",
    "listing",
    "map",
    "runs",
    "what_if",
    "plan",
    "state",
    "targets",
    "calibrate",
    "sensitivity",
    "forecasts",
    "reports",
    "kept",
    "export",
    "dossier",
    "fit",
    "new_region",
    "verify",
)


class Commands(TyperGroup):
    """Turns our own errors into a message on stderr and an exit code; no traceback for a user."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except DoorstroomError as error:
            lines = (visible(line) for line in str(error).split("\n"))
            typer.echo("\n".join(lines), err=True)
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt as interrupt:
            with suppress(OSError):  # the terminal may have been closed
                typer.echo(told(interrupt), err=True)
            raise typer.Exit(exit_code(interrupt)) from None


app = typer.Typer(
    cls=Commands,
    name="doorstroom",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Simulate youth-care flows in a Dutch jeugdregio: what a policy does to waiting, routes "
    "and money, and how sure that is.",
    epilog="Begin with: doorstroom run groningen",
)


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"doorstroom {version('doorstroom')}")
        raise typer.Exit


@app.callback()
def doorstroom(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Simulate youth-care flows in a Dutch jeugdregio."""


def _register_groups() -> None:
    """Import each group of commands, in the order in which `--help` lists them."""
    for name in GROUPS:
        importlib.import_module(f".{name}", __name__)


def main() -> None:
    """Run the command line; the exit code is 0, 1 (failed), 2 (wrong input) or 128 and a signal."""
    speak_plainly(sys.stdout, sys.stderr)
    hear_signals()
    gc.set_threshold(50_000, 50, 100)  # as a worker: files and networks have no rings
    try:
        app()
    except KeyboardInterrupt as interrupt:
        sys.exit(exit_code(interrupt))
    except BrokenPipeError:
        # The reader of our output has gone, as in `doorstroom schema | head`: nothing to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


_register_groups()
