"""Turns the demo world into rows."""
