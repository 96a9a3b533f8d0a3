"""What is in force on a day: numbers, staff and lump sums under the interventions of a scenario."""
