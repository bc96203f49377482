"""The words that go with a question or a no."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from volunteer_match.glossary import EntryAct
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import Form


class WordsForm(Form):
    words = TextAreaField(
        _("Your words"),
        [
            InputRequired(_("Write a sentence, so that it can be understood.")),
            Length(max=500, message=_("Keep it under 500 characters.")),
            no_private_contact,
        ],
    )

    act: EntryAct

    @classmethod
    def of(cls, act: EntryAct, *, is_sent: bool = False) -> "WordsForm":
        """The form of an act: as it was sent, or as it is first shown."""
        form = cls(prefix=act.value) if is_sent else cls(formdata=None, prefix=act.value)
        form.act = act
        return form
