"""Imports of many people's shifts: checked first, then written in pieces, and what clashes then."""
