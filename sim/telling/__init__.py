"""What a scenario says and how it differs from what it extends, in sentences."""
