"""Invitations by mail: every approved match as an entry of its agent's calendar, and what becomes of it."""
