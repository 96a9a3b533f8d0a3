"""A file for each format, named as `--format` says it; its FORMAT says what it needs and writes."""
