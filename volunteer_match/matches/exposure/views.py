"""Exposure: who was asked, who found something, which needs nobody took; and what other strengths would have done."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from volunteer_match.matches.exposure import queries, tables
from volunteer_match.matches.exposure.past import WINDOW
from volunteer_match.matches.exposure.replays import replay_asks, replay_claims
from volunteer_match.matches.exposure.weeks import WEEKS, read_weeks
from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matching.strengths import ATTENTION, FAIRNESS, Strength, find_strength
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page
from volunteer_match.web.labels import factor_words
from volunteer_match.web.times import format_date

blueprint = Blueprint("exposure", __name__)
WAITING_SHOWN = 5


@blueprint.get("/exposure")
@staff
def show_exposure() -> ResponseReturnValue:
    company_id, moment, zone = current_user.company_id, now(), current_user.time_zone
    since = moment - timedelta(weeks=WEEKS)
    sites = queries.groups_by_site(company_id, since)
    patterns, is_chosen = queries.groups_by_pattern(company_id, since, moment)
    waiting = queries.untouched(company_id, moment)
    return page(
        "matches/exposure/exposure.html",
        by_site=tables.table_of_sites(sites),
        by_team=tables.table_of_teams(sites, queries.groups_by_team(company_id, since)),
        by_pattern=tables.table_of_patterns(patterns),
        by_tenure=tables.table_of_tenure(queries.groups_by_tenure(company_id, since, moment)),
        is_chosen=is_chosen,
        weeks=read_weeks(company_id, moment),
        waits=tables.waits_of(waiting, moment),
        waiting=waiting[:WAITING_SHOWN],
        rate=tables.rate,
        now=moment,
        zone=zone,
        day=lambda at: format_date(at.astimezone(ZoneInfo(zone)).date()),
    )


@blueprint.get("/exposure/strengths")
@staff
def show_strengths() -> ResponseReturnValue:
    """The last 30 days, replayed with each strength."""
    company = current_user.company
    settings = company_settings(company)
    return page(
        "matches/exposure/strengths.html",
        asks=replay_asks(company, now()),
        claims=replay_claims(company, now()),
        days=WINDOW.days,
        fairness={strength: factor_words(FAIRNESS[strength]) for strength in Strength},
        attention={strength: factor_words(ATTENTION[strength]) for strength in Strength},
        held_fairness=find_strength(FAIRNESS, settings.fairness),
        held_attention=find_strength(ATTENTION, settings.attention),
        own_fairness=factor_words(settings.fairness),
        own_attention=factor_words(settings.attention),
        asks_per_week=company.asks_per_week,
    )
