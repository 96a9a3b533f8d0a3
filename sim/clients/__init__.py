"""Who could come, and who is there at the start."""
