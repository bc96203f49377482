"""Who is asked for which consent. Pure."""

from volunteer_match.glossary import ConsentKind, Role

_VOLUNTEER = tuple(ConsentKind)
KINDS_OF: dict[Role, tuple[ConsentKind, ...]] = {
    Role.AGENT: _VOLUNTEER,
    Role.PARTNER_MEMBER: (ConsentKind.NAME,),
    Role.COORDINATOR: _VOLUNTEER,
    Role.ADMINISTRATOR: _VOLUNTEER,
}
"""In the order of the page. Members of partners only write thanks; all else is about who volunteers."""
