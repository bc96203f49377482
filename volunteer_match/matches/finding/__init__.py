"""Coordinators look for people for one need, and invite them."""
