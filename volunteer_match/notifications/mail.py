"""From a row of the outbox to an e-mail: subject, plain text and HTML, in the reader's language and time zone."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import cache
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from markupsafe import Markup

from volunteer_match.calendars.invitations.queries import CalendarPart, find_part
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.notifications.preferences.words import reason_words
from volunteer_match.notifications.unsubscribing.rules import make_token
from volunteer_match.notifications.words import find_kind, notice_action, notice_html, notice_subject, notice_text
from volunteer_match.people.models import Account
from volunteer_match.web.application import settings
from volunteer_match.web.labels import label
from volunteer_match.web.locale import page_locale


class WholePolicy(EmailPolicy):
    """Never folds the link of List-Unsubscribe: Python would write it as encoded words, which no program follows."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return bytes(super().fold_binary(name, value))


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person gets to read."""

    subject: str
    text: str
    html: str


def unsubscribe_url(message: OutboxMessage) -> str | None:
    """The link that switches its group off; None for what always comes."""
    account = _account_of(message)
    if account is None or not message.group:
        return None
    token = make_token(settings().secret_key, account.public_id, NoticeGroup(message.group))
    return f"{settings().base_url}/unsubscription/{token}"


def _account_of(message: OutboxMessage) -> Account | None:
    return db.session.get(Account, message.account_id) if message.account_id else None


@cache
def _styles() -> Markup:
    """In the head and not in attributes: a reader's dark scheme can't reach those."""
    source, _, _ = current_app.jinja_env.loader.get_source(current_app.jinja_env, "email/styles.css")  # type: ignore[union-attr]
    return Markup("<style>{}</style>").format(Markup(source))  # noqa: S704 - a file of ours


def _of_notice(message: OutboxMessage, params: dict[str, Any]) -> dict[str, Any]:
    account, code, told = _account_of(message), str(params["kind"]), params["params"]
    zone = account.time_zone if account else "UTC"
    kind, cant_come = find_kind(code), told.get("cant_come")
    return {
        "sentence": notice_text(code, told, zone),
        "sentence_html": notice_html(code, told, zone),
        "short": notice_subject(code, told, zone),
        "action": notice_action(code),
        "cant_come_url": settings().base_url + cant_come if cant_come else None,
        "reason": reason_words(kind.group if kind else None, always=message.group is None),
    }


def _values(message: OutboxMessage) -> dict[str, Any]:
    base = settings().base_url
    values: dict[str, Any] = {
        "name": "",
        **message.params,
        "site_url": base,
        "locale": page_locale(message.locale),
        "styles": _styles(),
        "unsubscribe_url": unsubscribe_url(message),
        "preferences_url": f"{base}/account/notices",
        "postal_line": settings().mail_postal_line,
        "reason": reason_words(NoticeGroup(message.group) if message.group else None, always=False),
    }
    if message.template == "notice":
        values |= _of_notice(message, values)
    if "role" in values:
        values["role_words"] = label(Role(values["role"]))
    if "path" in values:
        values["url"] = base + values["path"]
    return values


def write_letter(message: OutboxMessage) -> Letter:
    """Renders templates/email/<template>. Needs an application context; works without a request."""
    folder = f"email/{message.template}"
    with force_locale(message.locale):
        values = _values(message)
        subject = " ".join(render_template(f"{folder}/subject.txt", **values).split())
        values["subject"] = subject
        return Letter(
            subject=subject,
            text=render_template(f"{folder}/body.txt", **values).strip() + "\n",
            html=render_template(f"{folder}/body.html", **values),
        )


def write_email(message: OutboxMessage, now: datetime) -> EmailMessage:
    """The message as it goes over the wire; its Message-ID stays the same over every attempt."""
    letter = write_letter(message)
    email = EmailMessage(policy=WholePolicy())
    email["From"] = settings().mail_from
    email["To"] = message.recipient
    email["Subject"] = letter.subject
    email["Date"] = format_datetime(now)
    email["Message-ID"] = message.message_id
    email["Auto-Submitted"] = "auto-generated"
    if url := unsubscribe_url(message):
        email["List-Unsubscribe"] = f"<{url}>"
        email["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
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
