"""Who may do what to accounts. Pure."""

from volunteer_match.glossary import Role

MIN_PASSWORD_LENGTH = 10
"""NIST SP 800-63B asks for at least 8; ten leaves the common-password list fewer to catch."""
MAX_PASSWORD_LENGTH = 256


def is_staff(role: Role) -> bool:
    """Coordinators and administrators."""
    return role in (Role.COORDINATOR, Role.ADMINISTRATOR)
