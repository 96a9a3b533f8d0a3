"""Flows without waiting: how large a run is, and how many would come where."""
