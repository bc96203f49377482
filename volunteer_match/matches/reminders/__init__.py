"""Reminders before a session: to each volunteer, and to the partner in sum."""
