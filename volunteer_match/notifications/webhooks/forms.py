"""The form of a webhook."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from volunteer_match.integrations.outside import OutsideFault, check_address
from volunteer_match.notifications.webhooks.actions import WebhookValues
from volunteer_match.notifications.webhooks.rules import FOR_COORDINATORS, FOR_TEAMS, Flavour, Topic
from volunteer_match.notifications.webhooks.words import FLAVOURS, TOPICS
from volunteer_match.web.application import settings
from volunteer_match.web.forms import Form


class WebhookForm(Form):
    name = StringField(
        _("What you call it"), [InputRequired(_("Enter a name.")), Length(max=80, message=_("That is too long."))]
    )
    flavour = RadioField(_("Where it leads"))
    address = StringField(_("Address of the webhook"), [Length(max=2000, message=_("That is too long."))])
    topics = SelectMultipleField(_("What is written there"))

    def offer(self, *, for_team: bool, has_address: bool) -> None:
        """Fills the choices, in the reader's language; a new webhook must have an address."""
        self.flavour.choices = [(flavour.value, words) for flavour, words in FLAVOURS.items()]
        self.topics.choices = [(topic.value, TOPICS[topic]) for topic in (FOR_TEAMS if for_team else FOR_COORDINATORS)]
        self._has_address = has_address

    def validate_address(self, field: Any) -> None:
        if not field.data and self._has_address:
            return
        if not field.data:
            raise ValidationError(gettext("Enter the address that Slack or Teams gave you."))
        try:
            check_address(field.data, private=settings().allows_private)
        except OutsideFault as fault:
            raise ValidationError(gettext(fault.refusal.sentence)) from fault

    def validate_topics(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose at least one."))

    def values(self) -> WebhookValues:
        topics = tuple(Topic(value) for value in self.topics.data)
        return WebhookValues(self.name.data, Flavour(self.flavour.data), self.address.data or "", topics)
