"""What capacity no waiting list takes: a path of places by year, searched over draws (LP6)."""
