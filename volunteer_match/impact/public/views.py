"""Public pages: totals of a company, and the method."""

from flask import Blueprint, abort, make_response
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.impact.asking import USUAL_MONTHS
from volunteer_match.impact.facts.queries import settled_months
from volunteer_match.impact.facts.report import report_of
from volunteer_match.impact.facts.shapes import PartCode, Question
from volunteer_match.impact.facts.words import month_name, written
from volunteer_match.impact.rules import scale_top
from volunteer_match.organisations.models import Company
from volunteer_match.web.access import public
from volunteer_match.web.fragments import page

blueprint = Blueprint("impact_public", __name__)
PARTS = frozenset({PartCode.MONTHS, PartCode.KINDS, PartCode.GOALS, PartCode.CHALLENGES})
"""Totals of the company; nothing by site, team or time since joining."""
KEPT_FOR = 600
"""Seconds for which a browser may keep the page. No cache in between may: the language form holds a token."""


@blueprint.get("/impact/method")
@public
def show_method() -> ResponseReturnValue:
    return page("impact/method.html")


@blueprint.get("/impact/<company_id>")
@public
def show_public(company_id: str) -> ResponseReturnValue:
    """The last twelve settled months; a company that does not show its impact is not found."""
    company = db.session.scalar(select(Company).where(Company.public_id == company_id, Company.shows_impact))
    if company is None:
        abort(404)
    months = settled_months(company.id)[-USUAL_MONTHS:]
    report = report_of(Question(company.id, months[0], months[-1]), PARTS) if months else None
    response = make_response(
        page(
            "impact/public.html",
            company=company,
            report=report,
            since=month_name(months[0]) if months else "",
            until=month_name(months[-1]) if months else "",
            written=written,
            scale_top=scale_top,
        )
    )
    response.headers["Cache-Control"] = f"private, max-age={KEPT_FOR}"
    return response
