"""What a person may choose about their calendar."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from volunteer_match.web.forms import Form


class ChoicesForm(Form):
    mails_invitations = BooleanField(_("Send me each session as a calendar invitation by e-mail"), default=True)
    shows_open_places = BooleanField(_("Also show sessions of the next two weeks that still look for people"))
