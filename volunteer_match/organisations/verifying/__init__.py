"""Coordinators look at partners, verify and refuse them."""
