"""Hands a message to a webhook: as a job, or at once to try it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from volunteer_match.integrations.outside import Answer, Limits, OutsideFault, OutsideRefusal, Request, ask
from volunteer_match.jobs.handling import Handler, JobFault, Task
from volunteer_match.notifications.webhooks.actions import note_answer
from volunteer_match.notifications.webhooks.models import Webhook
from volunteer_match.notifications.webhooks.queries import find_by_number
from volunteer_match.notifications.webhooks.rules import Flavour, Topic, envelope, is_final, wait_of
from volunteer_match.notifications.webhooks.words import write_post
from volunteer_match.web.application import settings

LIMITS = Limits(seconds=10.0, most_bytes=10_000)
TEST_LIMITS = Limits(seconds=4.0, most_bytes=10_000)
"""Somebody waits, and with them a process that serves pages."""
FINAL = frozenset({OutsideRefusal.NO_ADDRESS, OutsideRefusal.NOT_HTTPS, OutsideRefusal.PRIVATE})


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that sending needs, so that no transaction is open meanwhile."""

    request: Request = field(repr=False)
    private: bool


Outcome = Answer | OutsideRefusal


def pack(webhook: Webhook, topic: Topic, values: dict[str, Any], identity: str) -> Parcel:
    """The message as it goes out; `identity` is the same over all attempts."""
    body = envelope(Flavour(webhook.flavour), write_post(webhook, topic, values))
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": identity}
    request = Request(webhook.address, "POST", headers, json.dumps(body, ensure_ascii=False).encode())
    return Parcel(request, settings().allows_private)


def send(parcel: Parcel, limits: Limits = LIMITS) -> Outcome:
    try:
        return ask(parcel.request, limits, private=parcel.private)
    except OutsideFault as fault:
        return fault.refusal


def outcome_code(outcome: Outcome) -> str:
    """What is kept of it; never what the other side wrote."""
    return f"HTTP {outcome.status}" if isinstance(outcome, Answer) else outcome.name


def _read(task: Task) -> Parcel | None:
    webhook = find_by_number(task.params["webhook"])
    return pack(webhook, Topic(task.params["topic"]), task.params["values"], task.public_id) if webhook else None


def _call(parcel: Parcel | None) -> Outcome | None:
    return send(parcel) if parcel else None


def _write(task: Task, outcome: Outcome | None, now: datetime) -> JobFault | None:
    webhook = find_by_number(task.params["webhook"])
    if outcome is None or webhook is None:
        return None  # removed meanwhile: nobody is told
    code = outcome_code(outcome)
    note_answer(webhook, code, now)
    if isinstance(outcome, OutsideRefusal):
        return JobFault(code, is_final=outcome in FINAL)
    if outcome.is_success:
        return None
    return JobFault(code, is_final=is_final(outcome.status), wait=wait_of(outcome.headers.get("retry-after", "")))


HANDLER: Handler[Parcel | None, Outcome | None] = Handler(_read, _call, _write)
