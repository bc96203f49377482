"""The public sample files, as they are: every record is taken or told, and no contact comes through."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.samples import NOW, REAL_DATA, codes, needs_real_data, options
from volunteer_match.glossary import Format
from volunteer_match.integrations.needs import FlagCode, SkipReason, Staged
from volunteer_match.integrations.options import SourceFormat
from volunteer_match.integrations.readers import read_file

pytestmark = needs_real_data

DO_IT = REAL_DATA / "do-it-activities.json"
ACTIVITIES = REAL_DATA / "teamkinetic-activities.jsonld"
ORGANISATIONS = REAL_DATA / "teamkinetic-organisations.jsonld"
CONTACT = re.compile(r"\S@\S+\.\w|01632|\b0\d{9,10}\b|&[a-z]+;|&#\d+;|</?[a-z]+>|[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def read(path: Path, format_: SourceFormat, **changes: Any) -> Staged:
    return read_file(path, options(format_, max_bytes=50_000_000, **changes))


def read_do_it(**changes: Any) -> Staged:
    return read(DO_IT, SourceFormat.DO_IT, **changes)


def read_activities(**changes: Any) -> Staged:
    return read(ACTIVITIES, SourceFormat.VOLUNTEERING_DATA, time_zone="Europe/London", **changes)


def reasons(staged: Staged) -> Counter[SkipReason]:
    return Counter(skipped.reason for skipped in staged.skipped)


def test_do_it() -> None:
    staged = read_do_it()
    assert len(staged.needs) == 35
    assert reasons(staged) == {SkipReason.NOT_REMOTE: 54, SkipReason.DELETED: 10, SkipReason.PAST: 1}
    # 44 are remote by one mark or the other; the marks of 33 contradict each other, and 8 of those are deleted.
    assert sum(FlagCode.REMOTE_MARKS_CONFLICT in codes(need) for need in staged.needs) == 25
    places = {need.place for need in staged.needs} | {skipped.place for skipped in staged.skipped}
    assert places == {f"[{index}]" for index in range(100)}


def test_do_it_before_the_last_one_was_past() -> None:
    staged = read_do_it(now=NOW - timedelta(days=365))
    assert len(staged.needs) == 36
    (dated,) = (need for need in staged.needs if need.deadline)
    assert dated.format is Format.FLEXIBLE


def test_do_it_with_everything() -> None:
    staged = read_do_it(include_in_person=True, include_past=True)
    assert len(staged.needs) == 90
    assert reasons(staged) == {SkipReason.DELETED: 10}
    assert sum(need.format is Format.SCHEDULED for need in staged.needs) == 3


def test_activities_with_sessions() -> None:
    staged = read_activities()
    assert len(staged.needs) == 16
    assert reasons(staged) == {SkipReason.NOT_REMOTE: 220, SkipReason.PAST: 14}


def test_activities_with_everything() -> None:
    staged = read_activities(include_in_person=True, include_past=True)
    assert (len(staged.needs), staged.skipped) == (250, ())
    scheduled = [need for need in staged.needs if need.format is Format.SCHEDULED]
    assert len(scheduled) == 42
    assert {session.time_zone for need in scheduled for session in need.sessions} == {"Europe/London"}
    assert all(0 < session.minutes <= 24 * 60 for need in scheduled for session in need.sessions)
    assert all(need.deadline is None or need.format is Format.FLEXIBLE for need in staged.needs)


def test_organisations_alone_are_told_one_by_one() -> None:
    staged = read(ORGANISATIONS, SourceFormat.VOLUNTEERING_DATA)
    assert staged.needs == ()
    assert reasons(staged) == {SkipReason.ORGANISATION_ONLY: 250}


@pytest.mark.parametrize("read_all", [read_do_it, read_activities])
def test_no_contact_and_no_markup_comes_through(read_all: Any) -> None:
    staged = read_all(include_in_person=True, include_past=True)
    texts = [text for need in staged.needs for text in (need.title, need.partner.name, need.description)]
    texts += [need.partner.description for need in staged.needs]
    assert not [match[0] for text in texts for line in text.split("\n") if (match := CONTACT.search(line))]
    assert all(need.title and len(need.title) <= 150 for need in staged.needs)
    assert sum(FlagCode.CONTACT_REMOVED in codes(need) for need in staged.needs) > 20
