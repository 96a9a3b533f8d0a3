"""The parts of README.md and docs/ that repeat files, made from those files (`make docs`)."""
