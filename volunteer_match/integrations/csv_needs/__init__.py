"""Spreadsheets saved as text, in any encoding, with any delimiter and any line end."""
