"""Coordinators verify credentials and language levels."""
