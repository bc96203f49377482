"""The skills of one profile."""
