"""Leaderboards: places of teams, sites and people, exact at every moment, and kept for good when a challenge closes."""
