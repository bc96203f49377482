"""Takes a file from a form: within limits, and clean. Before any writing transaction, for it takes half a second."""

from datetime import datetime, timedelta

from werkzeug.datastructures import FileStorage

from volunteer_match.challenges.evidence.rules import MOST_AN_HOUR, MOST_BYTES, Clean, PhotoRefusal
from volunteer_match.challenges.evidence.separate import clean_separately
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.sign_in.actions import record_attempt
from volunteer_match.people.sign_in.queries import count_attempts_in_turn
from volunteer_match.refusals import Refused

KIND = "photo"
HOUR = timedelta(hours=1)
REQUEST_BYTES = MOST_BYTES + 100_000
"""Of a form with one photo: the most that `accepts_bytes` lets in."""


def receive(upload: FileStorage, person: str, now: datetime) -> Clean:
    """The picture in an upload of the person with this public id; raises Refused with a PhotoRefusal.

    Each file is counted in a transaction of its own, also where it is refused. The view is marked `begins_reading`.
    """
    begin_write(db.session)
    is_over = count_attempts_in_turn(KIND, person, now, HOUR) >= MOST_AN_HOUR
    if not is_over:
        record_attempt(KIND, person, now)
    db.session.commit()
    if is_over:
        raise Refused(PhotoRefusal.TOO_MANY)
    return clean_separately(upload.stream.read(MOST_BYTES + 1))
