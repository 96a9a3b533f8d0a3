"""From today: who is in care, who waits and who was helped lately, as a file says (rule 23)."""
