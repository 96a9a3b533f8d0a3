"""What was found: tables on disk, their comparison, known figures and a small copy."""
