"""The report builder: a form whose address is the report, and the same as PDF, CSV and JSON."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.impact.asking import Asked, read_staff_question
from volunteer_match.impact.facts.report import report_of
from volunteer_match.impact.facts.shapes import Report
from volunteer_match.impact.facts.words import written
from volunteer_match.impact.reports.choosing import PartsForm, read_parts
from volunteer_match.impact.reports.document import report_pdf
from volunteer_match.impact.reports.files import CSV_COLUMNS, as_json, csv_rows
from volunteer_match.impact.rules import scale_top
from volunteer_match.typesetting.setting import NoFont, TooLong
from volunteer_match.web.access import staff
from volunteer_match.web.csv_files import csv_answer
from volunteer_match.web.files import asked_paper, no_font_words, to_save
from volunteer_match.web.fragments import page

blueprint = Blueprint("impact_reports", __name__)


def _read() -> tuple[Asked, PartsForm, Report | None]:
    asked = read_staff_question(current_user.company_id)
    parts, chosen = read_parts(asked.question)
    return asked, parts, report_of(asked.question, chosen) if asked.question else None


def _report_or_404() -> Report:
    return _read()[2] or abort(404)


def _name(report: Report) -> str:
    return f"impact-{report.question.since:%Y-%m}-to-{report.question.until:%Y-%m}"


def _show(fault: str | None = None) -> ResponseReturnValue:
    asked, parts, report = _read()
    values: dict[str, Any] = {**asked.address, "part": parts.part.data}
    return page(
        "impact/builder.html",
        status=422 if fault else 200,
        asked=asked,
        parts=parts,
        report=report,
        has_chosen=False,
        values=values,
        fault=fault,
        written=written,
        scale_top=scale_top,
    )


@blueprint.get("/impact/report")
@staff
def show_report() -> ResponseReturnValue:
    return _show()


@blueprint.get("/impact/report.pdf")
@staff
def download_pdf() -> ResponseReturnValue:
    report = _report_or_404()
    try:
        pdf = report_pdf(report, current_user.company.name, asked_paper())
    except TooLong:
        return _show(_("That is too much for one document. Choose fewer parts."))
    except NoFont as missing:
        return _show(no_font_words(missing))
    return to_save(Response(pdf, mimetype="application/pdf"), f"{_name(report)}.pdf")


@blueprint.get("/impact/report.csv")
@staff
def download_csv() -> ResponseReturnValue:
    report = _report_or_404()
    return csv_answer(_name(report), CSV_COLUMNS, csv_rows(report))


@blueprint.get("/impact/report.json")
@staff
def download_json() -> ResponseReturnValue:
    report = _report_or_404()
    return to_save(jsonify(as_json(report)), f"{_name(report)}.json")
