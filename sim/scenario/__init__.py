"""The language of scenario files: schema, reading, merging; nothing of time, nothing of a run."""
