"""Matches that rest on a credential or on a verified language, and end when that no longer holds."""
