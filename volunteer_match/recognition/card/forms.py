"""What a card says."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from volunteer_match.glossary import CardName
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.badges.words import badge_words
from volunteer_match.recognition.card.actions import Choice
from volunteer_match.recognition.card.models import Card
from volunteer_match.web.forms import Form


class CardForm(Form):
    """Nothing is ticked before the person ticks it."""

    name = RadioField(_("My name"), [InputRequired(_("Choose how you are named."))])
    names_company = BooleanField(_("Say where I work"))
    shows_hours = BooleanField(_("Say how many hours were confirmed"))
    badges = SelectMultipleField(_("Badges"))
    may_be_found = BooleanField(_("Search engines may list it"))

    def __init__(self, card: Card | None, awards: Sequence[BadgeAward], names: dict[CardName, str]) -> None:
        super().__init__(obj=card, data=None if card else {"name": CardName.NONE.value, "badges": []})
        self.name.choices = [(form.value, words) for form, words in names.items()]
        self.badges.choices = [SelectChoice(one.badge.value, badge_words(one.badge).name) for one in awards]

    @property
    def chosen(self) -> Choice:
        return Choice(
            name=CardName(self.name.data),
            names_company=self.names_company.data,
            shows_hours=self.shows_hours.data,
            badges=list(self.badges.data),
            may_be_found=self.may_be_found.data,
        )
