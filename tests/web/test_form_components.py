"""Fields and error summaries as templates: what is linked to what."""

from typing import Any

import html5lib
import pytest
from flask import render_template_string
from wtforms import BooleanField, FieldList, FormField, RadioField, StringField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from volunteer_match.web.application import Application

IMPORTS = """
{% from "components/field.html" import field %}
{% from "components/form.html" import error_summary %}
{% from "components/button.html" import button, post_button %}
"""


class Row(PlainForm):  # type: ignore[misc]  # WTForms is seen as untyped
    skill = StringField("Skill", [InputRequired("Name a skill.")])


class Need(PlainForm):  # type: ignore[misc]
    title = StringField("Title <b>", [InputRequired("Enter a title.")], description="Short & plain.")
    place = StringField("Place")
    format = RadioField("How", choices=[SelectChoice("a", "A"), SelectChoice("b", "B")])
    adult = BooleanField("18 or over", [InputRequired("Confirm it.")])
    rows = FieldList(FormField(Row), min_entries=2)


@pytest.fixture
def faulty() -> Need:
    form = Need()
    form.validate()
    form.form_errors.append("Two sessions overlap.")
    return form


def _render(app: Application, source: str, **values: object) -> str:
    with app.test_request_context():
        return render_template_string(IMPORTS + source, **values)


def _parsed(html: str) -> Any:
    return html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)


def test_the_summary_links_to_every_fault_those_of_rows_included(sqlite_app: Application, faulty: Need) -> None:
    page = _parsed(_render(sqlite_app, "{{ error_summary(form) }}", form=faulty))
    links = {link.get("href"): link.text for link in page.iter("a")}
    assert links["#title"] == "Enter a title."
    assert links["#rows-0-skill"] == links["#rows-1-skill"] == "Name a skill."
    assert links["#adult"] == "Confirm it."
    assert links["#format-0"] == "Not a valid choice."
    assert "Two sessions overlap." in [item.text for item in page.iter("li")]
    assert page.find(".//div").get("tabindex") == "-1"


def test_a_form_in_order_has_no_summary(sqlite_app: Application) -> None:
    assert _render(sqlite_app, "{{ error_summary(form) }}", form=Need()).strip() == ""


def test_a_field_is_tied_to_its_label_hint_and_error(sqlite_app: Application, faulty: Need) -> None:
    html = _render(sqlite_app, "{{ field(form.title, attributes={'autocomplete': 'off', 'list': none}) }}", form=faulty)
    page = _parsed(html)
    box = page.find(".//input")
    described = box.get("aria-describedby").split()
    ids = {element.get("id"): "".join(element.itertext()) for element in page.iter() if element.get("id")}
    assert ids[described[0]] == "Short & plain."
    assert "Enter a title." in ids[described[1]]
    assert box.get("aria-invalid") == "true"
    assert box.get("autocomplete") == "off"
    assert box.get("list") is None
    assert page.find(".//label").get("for") == "title"
    assert "Title &lt;b&gt;" in html


def test_only_what_may_stay_empty_is_marked_optional(sqlite_app: Application) -> None:
    form = Need()
    assert "(optional)" in _render(sqlite_app, "{{ field(form.place) }}", form=form)
    assert "(optional)" not in _render(sqlite_app, "{{ field(form.title) }}", form=form)
    assert "(optional)" not in _render(sqlite_app, "{{ field(form.place, optional=False) }}", form=form)


def test_a_button_says_what_it_acts_on_and_sends_its_token(sqlite_app: Application) -> None:
    page = _parsed(
        _render(sqlite_app, "{{ post_button('Claim', '/claims', context='Fractions', fields={'session': 's1'}) }}")
    )
    sent = {box.get("name"): box.get("value") for box in page.iter("input")}
    assert sent["session"] == "s1"
    assert sent["csrf_token"]
    assert " ".join("".join(page.find(".//button").itertext()).split()) == "Claim Fractions"
    assert page.find(".//form").get("method") == "post"
