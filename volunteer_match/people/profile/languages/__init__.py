"""The languages of one profile."""
