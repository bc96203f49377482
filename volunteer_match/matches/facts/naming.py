"""Names for the keys that facts carry."""

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.organisations.models import Partner
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.web.labels import reading_language


def skill_names() -> dict[str, str]:
    """Names of all skills in the reader's language, by code."""
    in_spanish = reading_language() == "es"
    rows = db.session.execute(select(Skill.code, Skill.name_en, Skill.name_es))
    return {code: (in_spanish and spanish) or english for code, english, spanish in rows}


def partner_names() -> dict[str, str]:
    """Names of all partners by public id."""
    return dict(db.session.execute(select(Partner.public_id, Partner.name)).all())
