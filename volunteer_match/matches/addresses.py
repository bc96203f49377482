"""Addresses of pages about matches, for notices: written outside a request."""

from volunteer_match.matches.models import Match


def match_path(match: Match) -> str:
    return f"/matches/{match.public_id}"


def cover_path(match: Match) -> str:
    """Where an agent goes who can't make it."""
    return f"{match_path(match)}/cover"
