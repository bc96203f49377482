"""What narrows the list of people."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SearchField, SelectField, StringField
from wtforms.validators import Length

from volunteer_match.people.profile.directory.queries import languages_spoken, sites_and_teams
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import named_languages


class PeopleForm(Form):
    """Read from the address."""

    q = SearchField(_l("Name or e-mail address"), [Length(max=100)])
    skill = StringField(_l("Skill"), [Length(max=100)])
    language = SelectField(_l("Language"), default="")
    site = SelectField(_l("Site"), default="")
    team = SelectField(_l("Team"), default="")

    def __init__(self, company_id: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sites, teams = sites_and_teams(company_id)
        spoken = named_languages(languages_spoken(company_id))
        self.language.choices = [("", _("Any language")), *spoken]
        self.site.choices = [("", _("Any site")), *((site.public_id, site.name) for site in sites)]
        self.team.choices = [
            ("", _("Any team")),
            *((team.public_id, f"{team.name} ({team.site.name})") for team in teams),
        ]
