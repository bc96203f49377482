"""The styleguide: every component in every state, and three sample pages. Registered in development only."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FormField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired

from volunteer_match.glossary import Kind, MatchState, OpportunityState, Role, Verdict
from volunteer_match.web.access import public
from volunteer_match.web.forms import Form
from volunteer_match.web.messages import PageMessage
from volunteer_match.web.navigation import NavigationItem

blueprint = Blueprint("styleguide", __name__)
SAMPLES = {
    "for-you": Role.AGENT,
    "approvals": Role.COORDINATOR,
    "post-a-need": Role.PARTNER_MEMBER,
    "who-is-coming": Role.PARTNER_MEMBER,
    "sign-in": None,
}
WORDS = {"match": MatchState, "opportunity": OpportunityState, "verdict": Verdict, "kind": Kind}
ERROR_CODES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)

PLACES = {
    Role.AGENT: (
        ("For you", "sparkles"),
        ("My commitments", "calendar-days"),
        ("Profile and hours", "sliders-horizontal"),
    ),
    Role.COORDINATOR: (
        ("Approvals", "inbox"),
        ("Needs", "hand-heart"),
        ("People", "users"),
        ("Partners", "building-2"),
    ),
    Role.PARTNER_MEMBER: (("My needs", "hand-heart"), ("Who is coming", "users"), ("About us", "building-2")),
}
NAMES = {
    Role.AGENT: ("Maricel S.", "MS"),
    Role.COORDINATOR: ("Ruth T.", "RT"),
    Role.PARTNER_MEMBER: ("Owen D.", "OD"),
}


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """Stands for the signed-in person on a sample page."""

    role: Role
    display_name: str
    initials: str
    is_authenticated: bool = field(default=True)
    time_zone: str = "Asia/Manila"


def _choices(*words: str) -> list[SelectChoice]:
    return [SelectChoice(word, word) for word in words]


class SkillRow(PlainForm):  # type: ignore[misc]  # WTForms is seen as untyped
    skill = StringField("Skill")
    level = SelectField("Level", choices=_choices("Beginner", "Intermediate", "Advanced"))
    need = SelectField("How much", choices=_choices("Required", "Nice to have"))


class SampleForm(Form):
    """One field of every kind."""

    email = EmailField(
        "E-mail address", [InputRequired("Enter your e-mail address."), Email("Write it like name@example.org.")]
    )
    password = PasswordField("Password", [InputRequired("Enter your password.")], description="At least 12 characters.")
    about = TextAreaField("What will the volunteer do?")
    zone = SelectField("Time zone", choices=[SelectChoice("", "Choose"), *_choices("Asia/Manila", "Europe/Warsaw")])
    day = DateField("Date", [InputRequired("Enter a date.")])
    start = TimeField("From")
    places = IntegerField("Places")
    format = RadioField(
        "How is time given?",
        choices=[SelectChoice("scheduled", "At set times"), SelectChoice("flexible", "In your own time")],
    )
    causes = SelectMultipleField("Causes", choices=_choices("Education", "Health", "Planet"))
    common = SelectMultipleField("Skills many people have", choices=_choices("English", "Listening", "Spreadsheets"))
    adult = BooleanField("I am 18 or over", [InputRequired("Confirm that you are 18 or over.")])
    skills = FieldList(FormField(SkillRow), min_entries=2)


def _shell(role: Role | None, toast: bool = False) -> dict[str, Any]:
    """What the layout asks for, with people who don't exist; nothing for the signed-out."""
    if role is None:
        return {}
    name, initials = NAMES[role]
    return {
        "current_user": SamplePerson(role, name, initials),
        "inbox_count": 3,
        "navigation": [
            NavigationItem(label, "#", icon, index == 0, 14 if label == "Approvals" else None)
            for index, (label, icon) in enumerate(PLACES[role])
        ],
        "page_messages": [PageMessage("success", "Claimed. Waiting for approval.", "#", "Undo")] if toast else [],
    }


def _faulty_form() -> SampleForm:
    form = SampleForm(data={"email": "maricel", "skills": [{"skill": "Maths tutoring"}, {"skill": ""}]})
    form.email.errors = ["Write it like name@example.org."]
    form.day.errors = ["Enter a date."]
    form.adult.errors = ["Confirm that you are 18 or over."]
    form.format.errors = ["Choose one."]
    return form


@blueprint.get("/styleguide")
@public
def show_components() -> ResponseReturnValue:
    values = {
        "form": _faulty_form(),
        "fine": SampleForm(prefix="fine-"),
        "empty_row": SkillRow(prefix="fine-skills-__index__-"),
        "codes": ERROR_CODES,
        "words": WORDS,
    }
    return render_template("styleguide/index.html", **values, **_shell(Role.AGENT, toast=True))


@blueprint.get("/styleguide/suggestions")
@public
def suggest() -> ResponseReturnValue:
    """What a typeahead's source answers."""
    words = ("Maths tutoring", "Mathematics for adults", "Listening", "Community interpreting")
    typed = request.args.get("q", "").lower()
    return jsonify([{"label": word, "detail": "Sample"} for word in words if typed in word.lower()])


@blueprint.get("/styleguide/<sample>")
@public
def show_sample(sample: str) -> ResponseReturnValue:
    """A page of the product as the components compose it; `?toast=1` shows it right after an action."""
    if sample not in SAMPLES:
        abort(404)
    shell = _shell(SAMPLES[sample], toast="toast" in request.args)
    return render_template(f"styleguide/{sample.replace('-', '_')}.html", sample_form=SampleForm(), **shell)


@blueprint.get("/styleguide/errors/<int:code>")
@public
def show_error(code: int) -> ResponseReturnValue:
    """How an error looks, answered as 200 so that tools may walk it."""
    if code not in ERROR_CODES:
        abort(404)
    template = "errors/standalone.html" if code >= 500 else "errors/error.html"
    return render_template(template, code=code, **_shell(Role.AGENT))
