"""Weeks in a row, with mercy: a week that left no time breaks nothing."""
