"""Put the scenarios and experiments into the wheel, and not beside an editable install."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFiles(BuildHookInterface):
    """In a working copy the files are read where people edit them, so no copy is made there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Copy both folders to sim/shipped/ in a wheel that is not editable."""
        if version != "editable":
            for folder in ("scenarios", "experiments"):
                build_data["force_include"][folder] = f"sim/shipped/{folder}"
