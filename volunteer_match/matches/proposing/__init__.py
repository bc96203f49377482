"""Coordinators propose matches for many needs at once, compare them with first come, first served, and invite."""
