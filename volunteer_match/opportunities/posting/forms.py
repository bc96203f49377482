"""The forms of the four steps. What a form can't know (skills by name) is checked by the view with the catalogue."""

from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from volunteer_match.glossary import Kind, Meeting
from volunteer_match.opportunities.times import MAX_WEEKS
from volunteer_match.organisations.choices import cause_choices, zone_choices
from volunteer_match.people.catalogue import OFFERED_LANGUAGES, read_credential_kinds
from volunteer_match.web.contact import no_private_contact
from volunteer_match.web.forms import DateField, Form
from volunteer_match.web.labels import LEVELS, PROFICIENCIES, credential_name, label, named_languages

NEEDS = [SelectChoice("required", _("Required")), SelectChoice("nice", _("Nice to have"))]
LANGUAGE_NEEDS = [NEEDS[0], SelectChoice("verified", _("Required, verified")), NEEDS[1]]
SKILL_LEVELS = [SelectChoice(str(level), name) for level, name in LEVELS.items()]
LANGUAGE_LEVELS = [SelectChoice(str(level), name) for level, name in PROFICIENCIES.items()]
MAX_ROWS = 15


def language_choices(extra: str = "") -> list[SelectChoice]:
    """Languages by name; one that is in use but not on offer stays."""
    tags = {*OFFERED_LANGUAGES, *([extra] if extra else [])}
    return [SelectChoice(*named) for named in named_languages(tags)]


class WhatForm(Form):
    title = StringField(_("Title"), [DataRequired(_("Give the need a title.")), Length(max=150), no_private_contact])
    description = TextAreaField(
        _("What people will do"),
        [DataRequired(_("Describe what people will do.")), Length(max=12_000), no_private_contact],
    )
    kind = SelectField(_("Kind of help"))
    cause = SelectField(_("Cause"), validate_choice=True)
    language = SelectField(_("Language this is written in"))
    how_to_join = TextAreaField(_("How people join"), [Length(max=2_000)])
    meeting = RadioField(_("Where you meet"), validate_choice=False)
    meeting_url = StringField(_("Your link"), [Length(max=500)])
    suggested = SelectMultipleField(_("Suggested from your text"), choices=[], validate_choice=False)

    def offer(self, current_language: str) -> None:
        """Fills the choices, in the reader's language."""
        self.kind.choices = [SelectChoice(kind.value, label(kind)) for kind in Kind]
        self.cause.choices = cause_choices()
        self.meeting.choices = [SelectChoice(meeting.value, label(meeting)) for meeting in Meeting]
        self.language.choices = language_choices(current_language)

    def validate_meeting_url(self, field: StringField) -> None:
        """The link must be one where it is the way in; it is kept while another way is chosen."""
        link = urlsplit((field.data or "").strip())
        if self.meeting.data == Meeting.OWN and not (link.scheme in ("https", "http") and link.hostname):
            raise ValidationError(gettext("Enter the whole link, such as https://meet.example.org/room."))


class SkillRow(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    class Meta:
        csrf = False

    skill = StringField(_("Skill"), [Length(max=100)])
    level = SelectField(
        _("Level, at least"), choices=[SelectChoice(str(level), name) for level, name in LEVELS.items()]
    )
    need = SelectField(_("How important"), choices=NEEDS)


class LanguageRow(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    class Meta:
        csrf = False

    language = SelectField(_("Language"))
    level = SelectField(
        _("Level, at least"), choices=[SelectChoice(str(level), name) for level, name in PROFICIENCIES.items()]
    )
    need = SelectField(_("How important"), choices=LANGUAGE_NEEDS)

    def offer(self) -> None:
        """An empty choice first: a row that names no language is left out."""
        self.language.choices = [SelectChoice("", "—"), *language_choices(self.language.data or "")]


class WhoForm(Form):
    skills = FieldList(FormField(SkillRow), max_entries=MAX_ROWS)
    languages = FieldList(FormField(LanguageRow), max_entries=MAX_ROWS)
    credentials = SelectMultipleField(
        _("Proof people must have"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    adults_only = BooleanField(_("People must be 18 or over"))
    is_for_minors = BooleanField(_("The people helped are under 18"))
    second_adult = StringField(_("Second adult who will be present"), [Length(max=150), no_private_contact])

    def offer(self) -> None:
        """Fills the choices, in the reader's language."""
        self.credentials.choices = [SelectChoice(kind.id, credential_name(kind.id)) for kind in read_credential_kinds()]
        for entry in self.languages.entries:
            entry.form.offer()


class TimeForm(Form):
    """What every way of giving time asks for."""

    time_zone = SelectField(_("Time zone"))
    minutes = IntegerField(
        _("Length in minutes"),
        [InputRequired(_("Enter the length in minutes.")), NumberRange(5, 1440, _("Enter 5 to 1,440 minutes."))],
    )
    places = IntegerField(
        _("Places"), [InputRequired(_("Enter how many people you need.")), NumberRange(1, 500, _("Enter 1 to 500."))]
    )

    def offer(self, current_zone: str) -> None:
        self.time_zone.choices = zone_choices(current_zone)


class SessionForm(TimeForm):
    """One dated session."""

    day = DateField(_("Date"), [InputRequired(_("Enter a date."))])
    start = TimeField(_("Starts at"), [InputRequired(_("Enter a time, such as 18:00."))])

    scope = RadioField(_("What do you want to change?"), choices=[], default="one")


class MoreWeeksForm(Form):
    """How far a series goes on."""

    weeks = IntegerField(
        _("More weeks"),
        [InputRequired(_("Enter how many weeks.")), NumberRange(1, MAX_WEEKS, _("Enter 1 to 52 weeks."))],
    )


class DatesForm(TimeForm):
    """Dates to add: one, or the same hour for several weeks. All empty adds none."""

    day = DateField(_("Date"), [Optional()])
    start = TimeField(_("Starts at"), [Optional()])
    weeks = IntegerField(
        _("How many weeks"),
        [InputRequired(_("Enter 1 for a single date.")), NumberRange(1, MAX_WEEKS, _("Enter 1 to 52 weeks."))],
    )

    @property
    def is_empty(self) -> bool:
        """Whether no date was typed at all, not even a wrong one."""
        return not (self.day.raw_data or [""])[0].strip()


class FlexibleForm(TimeForm):
    """Minutes of work before a deadline."""

    deadline = DateField(_("Last day"), [InputRequired(_("Enter the last day."))])


class ReasonForm(Form):
    reason = TextAreaField(
        _("Reason"), [DataRequired(_("Say why; the people concerned read it.")), Length(max=500), no_private_contact]
    )


class CancelForm(ReasonForm):
    """One session, or more of its series."""

    scope = RadioField(_("What do you want to cancel?"), choices=[], default="one")
