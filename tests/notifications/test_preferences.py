"""Which e-mails come, and when: the groups, the page, and the link that switches a group off."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, select

from tests.checked_client import CheckedClient
from tests.notifications.servers import Taking, serving
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import notify, stop_notices
from volunteer_match.notifications.kinds import MANNERS, NoticeGroup, NoticeKind
from volunteer_match.notifications.models import InboxNotice, NoticePreferences, OutboxMessage
from volunteer_match.notifications.preferences.actions import choose
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.notifications.preferences.rules import GROUPS_OF, QuietHours, Wish
from volunteer_match.notifications.preferences.words import group_words
from volunteer_match.notifications.sender import Sender
from volunteer_match.notifications.smtp import SmtpDelivery
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.people.personal_data.queries import read_everything
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
PAGE = "/account/notices"
PARAMS = {"title": "Łatwe ułamki", "title_language": "pl", "partner": "Open Desk", "person": "Ana B."}
MANILA = ZoneInfo("Asia/Manila")
NIGHT = datetime(2026, 11, 24, 23, 30, tzinfo=MANILA)
MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=MANILA)


def tell(world: World, kind: NoticeKind, now: datetime, name: str = "agent", **params: object) -> None:
    notify(world.account(name), kind, {**PARAMS, **params}, "/matches/x", now, cause="test")
    db.session.flush()


@pytest.fixture
def opened(app: Application, world: World) -> Iterator[World]:
    """The world in a writing transaction that leaves nothing behind."""
    with app.app_context():
        begin_write(db.session)
        yield world
        db.session.rollback()


def mails() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_every_kind_belongs_to_one_group_that_somebody_can_choose() -> None:
    assert set(MANNERS) == set(NoticeKind)
    offered = {group for groups in GROUPS_OF.values() for group in groups}
    assert {kind.group for kind in NoticeKind} | {NoticeGroup.FOR_YOU} == offered == set(NoticeGroup)
    assert NoticeGroup.FOR_YOU not in {kind.group for kind in NoticeKind}


def test_what_is_switched_off_comes_to_the_inbox_alone(opened: World) -> None:
    for group in NoticeGroup:
        words = group_words(group)
        assert words.name
        assert bool(words.always) is any(kind.is_always_mailed for kind in NoticeKind if kind.group is group)
    choose(opened.account("agent"), Wish(muted=frozenset(NoticeGroup)), opened.now)
    tell(opened, NoticeKind.MATCH_APPROVED, opened.now)
    tell(opened, NoticeKind.MATCH_CANCELLED, opened.now)
    assert len(db.session.scalars(select(InboxNotice)).all()) == 2
    assert [(mail.params["kind"], mail.group) for mail in mails()] == [("match-cancelled", None)]


def test_quiet_hours_hold_back_e_mails_but_neither_the_inbox_nor_what_presses(opened: World) -> None:
    db.session.execute(delete(NoticePreferences))  # what holds for who never chose
    soon = (NIGHT + timedelta(hours=20)).isoformat()
    tell(opened, NoticeKind.MATCH_APPROVED, NIGHT)
    tell(opened, NoticeKind.MATCH_CANCELLED, NIGHT, start=soon)
    tell(opened, NoticeKind.MATCH_CANCELLED, NIGHT, start=(NIGHT + timedelta(hours=25)).isoformat())
    tell(opened, NoticeKind.REMINDER_HOUR, NIGHT, start=(NIGHT + timedelta(hours=1)).isoformat())
    tell(opened, NoticeKind.MATCH_APPROVED, NIGHT, start=(NIGHT + timedelta(hours=3)).isoformat())
    assert [mail.due_at for mail in mails()] == [MORNING, NIGHT, MORNING, NIGHT, NIGHT]
    assert {row.due_at for row in db.session.scalars(select(InboxNotice))} == {NIGHT}
    assert stop_notices("test", NIGHT + timedelta(hours=1)) == 0, "all of it stands in the inbox already"
    assert all(mail.stopped_at for mail in mails())


def test_e_mails_that_wait_are_stopped_when_their_group_is_switched_off(opened: World) -> None:
    tell(opened, NoticeKind.MATCH_APPROVED, NIGHT)
    tell(opened, NoticeKind.MESSAGE_POSTED, NIGHT)
    choose(opened.account("agent"), Wish(muted=frozenset({NoticeGroup.MESSAGES})), NIGHT)
    db.session.expire_all()
    assert [mail.stopped_at is None for mail in mails()] == [True, False]


def test_the_page_keeps_what_was_chosen(app: Application, as_: As, world: World) -> None:
    """Every role has it; faults are said, and nothing of them is kept."""
    agent, partner = as_("agent"), as_("partner")
    html = agent.get(PAGE).get_data(as_text=True)
    assert "Manila, UTC+8" in html
    assert "Your week" in html
    assert "Your week" not in partner.get(PAGE).get_data(as_text=True)
    assert as_("admin").get(PAGE).status_code == 200
    form = {
        "mailed": ["asks", "for-you"],
        "keeps_quiet": "y",
        "quiet_from": "22:15",
        "quiet_to": "06:00",
        "digest_day": "4",
        "digest_hour": "18",
    }
    for fault in ({"quiet_from": ""}, {"quiet_to": "22:15"}, {"digest_hour": "5"}, {"mailed": "nothing"}):
        assert agent.send(PAGE, {**form, **fault}).status_code == 422
    assert agent.send(PAGE, form).status_code == 303
    assert partner.send(PAGE, {"mailed": ["coming"]}).status_code == 303
    with app.app_context():
        wish = wish_of(world.accounts["agent"])
        assert wish.muted == frozenset(GROUPS_OF[world.account("agent").role]) - {NoticeGroup.ASKS, NoticeGroup.FOR_YOU}
        assert (wish.quiet, wish.digest_day, wish.digest_hour) == (QuietHours(1335, 360), 4, 18)
        assert wish_of(world.accounts["partner"]).quiet is None
        mine = read_everything(world.account("agent"))["tables"]["notice_preferences"]  # type: ignore[index]
        assert mine == [
            {
                "account": "me",
                "muted": sorted(wish.muted),
                "quiet_from": 1335,
                "quiet_to": 360,
                "digest_day": 4,
                "digest_hour": 18,
            }
        ]
        begin_write(db.session)
        delete_account(world.account("agent"), world.now)
        assert read_everything(world.account("agent"))["tables"]["notice_preferences"] == []  # type: ignore[index]
        db.session.rollback()


def test_an_e_mail_as_it_goes_over_the_wire_and_its_one_click(
    app: Application, as_: As, client: CheckedClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RFC 8058: two headers, one of them a link that works by POST, without cookie, session or token of a form."""
    long = "https://volunteering.a-company-with-a-long-name.example.org"
    monkeypatch.setattr(app, "settings", replace(app.settings, base_url=long, mail_postal_line="Northwind, 1 Quay"))
    noon = datetime(2026, 11, 24, 12, tzinfo=MANILA)
    times = {"start": "2026-11-25T10:00:00+00:00", "end": "2026-11-25T11:00:00+00:00"}
    with app.app_context():
        begin_write(db.session)
        tell(world, NoticeKind.MATCH_APPROVED, noon, **times)
        tell(world, NoticeKind.MATCH_CANCELLED, noon, **times)
        db.session.commit()
    server = Taking()
    with serving(server) as url, app.app_context():
        assert Sender(SmtpDelivery(url), lambda: noon).send_due() == 2
    raw, always = server.received
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert b"List-Unsubscribe" not in always
    letter = message_from_bytes(raw, policy=policy.default)
    link = letter["List-Unsubscribe"].strip("<>")
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in raw, "a folded or encoded link is followed by no program"
    assert link.startswith(f"{long}/unsubscription/")
    assert letter["Subject"] == "You are in: Łatwe ułamki, Wed 25 Nov, 18:00–19:00 (Manila, UTC+8)"
    assert letter.get_content_type() == "multipart/alternative"
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    for part in (text, html):
        for words in (link, "Manila, UTC+8", "because you claimed a place", "Northwind, 1 Quay", f"{long}/matches/x"):
            assert words in part
    assert '<span lang="pl">Łatwe ułamki</span>' in html
    assert 'lang="en"' in html
    assert "always come by e-mail" in message_from_bytes(always, policy=policy.default).get_body().get_content()  # type: ignore[union-attr]

    path = link.removeprefix(long)
    assert "Unsubscribe?" in client.get(path).get_data(as_text=True)
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert client.post(path).status_code == 200, "a second time changes nothing"
    with app.app_context():
        assert wish_of(world.accounts["agent"]).muted == {NoticeGroup.COMMITMENTS}
        assert wish_of(world.accounts["colleague"]).muted == set()
    again = path.replace("/unsubscription/", "/subscription/")
    assert client.post(again).status_code == 400, "only mail programs come without a form's token"
    assert client.send(again).status_code == 200
    with app.app_context():
        assert wish_of(world.accounts["agent"]).muted == set()
    for forged in (f"{path[:-1]}{'A' if path[-1] != 'A' else 'B'}", "/unsubscription/nothing"):
        assert client.get(forged).status_code == 404
        assert client.post(forged).status_code == 404
