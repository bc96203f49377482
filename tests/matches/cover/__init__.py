"""Substitutes."""
