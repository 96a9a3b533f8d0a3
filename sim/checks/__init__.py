"""What a file must be before it can run; loading a scenario ends here."""

from .loading import load, load_block, load_experiment, load_part, load_with_base

__all__ = ["load", "load_block", "load_experiment", "load_part", "load_with_base"]
