"""The engine beside the same network in plain SimPy and in Ciw: `python -m tests.bench`."""
