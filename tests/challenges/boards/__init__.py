"""Boards, from the arithmetic to the page."""
