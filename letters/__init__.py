"""What each writes to next year when a text comes into force: sealed for a year, read by both if both say so."""
