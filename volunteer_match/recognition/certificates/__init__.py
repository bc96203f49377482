"""Certificates of confirmed hours: issued once and frozen, checked by whoever has the code, revoked when need be."""
