"""Badges for what people did, never for how many hours: firsts, breadth, steadiness, hard needs, standing in."""
