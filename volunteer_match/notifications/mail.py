"""From a row of the outbox to an e-mail: subject, plain text and HTML, in the reader's language and time zone."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from flask import render_template
from flask_babel import force_locale

from volunteer_match.calendars.invitations.queries import CalendarPart, find_part
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.words import notice_text
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings
from volunteer_match.web.labels import label
from volunteer_match.web.times import zone_label


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person gets to read."""

    subject: str
    text: str
    html: str


def _values(message: OutboxMessage) -> dict[str, Any]:
    values: dict[str, Any] = {"name": "", **message.params, "site_url": settings().base_url}
    if message.template == "notice":
        account = db.session.get(Account, message.account_id) if message.account_id else None
        zone = account.time_zone if account else "UTC"
        values["sentence"] = notice_text(str(values["kind"]), values["params"], zone)
        start = values["params"].get("start")
        values["zone"] = zone_label(zone, datetime.fromisoformat(start)) if start else ""
    if "role" in values:
        values["role_words"] = label(Role(values["role"]))
    if "path" in values:
        values["url"] = settings().base_url + values["path"]
    return values


def write_letter(message: OutboxMessage) -> Letter:
    """Renders templates/email/<template>. Needs an application context; works without a request."""
    folder = f"email/{message.template}"
    with force_locale(message.locale):
        values = _values(message)
        return Letter(
            subject=" ".join(render_template(f"{folder}/subject.txt", **values).split()),
            text=render_template(f"{folder}/body.txt", **values).strip() + "\n",
            html=render_template(f"{folder}/body.html", **values),
        )


def write_email(message: OutboxMessage, now: datetime) -> EmailMessage:
    """The message as it goes over the wire; its Message-ID stays the same over every attempt."""
    letter = write_letter(message)
    email = EmailMessage()
    email["From"] = settings().mail_from
    email["To"] = message.recipient
    email["Subject"] = letter.subject
    email["Date"] = format_datetime(now)
    email["Message-ID"] = message.message_id
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(letter.text)
    email.add_alternative(letter.html, subtype="html")
    if message.template == "notice" and message.account_id is not None:  # no other mail tells of a match
        with force_locale(message.locale):
            part = find_part(message)
        if part is not None:
            _carry(email, part)
    return email


def _carry(email: EmailMessage, part: CalendarPart) -> None:
    """As one of the alternatives, which makes mail programs offer it, and as a file for those that only know files."""
    parameters = {"method": part.method.value, "charset": "utf-8", "component": "VEVENT"}
    email.add_alternative(part.content, maintype="text", subtype="calendar", params=parameters)
    email.add_attachment(part.content, maintype="application", subtype="ics", filename="invite.ics")
