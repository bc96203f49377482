"""Coordinators make a challenge: from a template, as a draft, then open to everybody."""
