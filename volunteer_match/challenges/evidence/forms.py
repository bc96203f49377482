"""Adding a photo, and a coordinator's no."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from volunteer_match.challenges.evidence.rules import PhotoRefusal
from volunteer_match.glossary import PhotoReason
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form
from volunteer_match.web.labels import label


class PhotoFields(Form):
    """What the form of an entry needs to take a photo along; `receiving.receive` judges the file."""

    photo = FileField(_("Photo"))
    description = StringField(
        _("What does it show?"),
        [Optional(), Length(max=200, message=_("Keep it under 200 characters.")), no_private_contact],
    )


class PhotoForm(PhotoFields):
    """A photo alone, which then can't be missing."""

    def validate(self, extra_validators: Any = None) -> bool:
        is_fine = bool(super().validate(extra_validators))
        if not self.photo.data:
            self.photo.errors = [gettext(PhotoRefusal.EMPTY.sentence)]
            return False
        return is_fine


class RefusalForm(Form):
    reason = RadioField(_("Why?"), [InputRequired(_("Choose a reason."))], choices=[])
    words = StringField(
        _("A word to the person"),
        [Optional(), Length(max=500, message=_("Keep it under 500 characters.")), no_private_contact],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.reason.choices = [(reason.value, label(reason)) for reason in PhotoReason]
