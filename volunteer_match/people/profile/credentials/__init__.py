"""The credentials of one profile."""
