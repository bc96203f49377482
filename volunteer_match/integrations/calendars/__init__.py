"""Shifts in iCalendar files (RFC 5545). Pure."""
