"""Challenges: what people do together for the planet, logged in a ledger. Nothing here rates a person at work."""
