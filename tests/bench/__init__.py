"""Doorstroom beside the field, measured in one run: `python -m tests.bench`."""
