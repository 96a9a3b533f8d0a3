"""Doorstroom beside the field, measured in one run: `python -m tools.bench`."""
