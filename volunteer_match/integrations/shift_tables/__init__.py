"""Shifts in tables of text: CSV by a mapping, and what any such table has in common. Pure."""
