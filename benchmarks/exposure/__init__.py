"""Twelve weeks of a company in a simulation: who sees what, who asks whom, and what comes of it."""
