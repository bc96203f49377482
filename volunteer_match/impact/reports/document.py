"""A report as a document to print, to send, or to keep."""

from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_match.impact.facts.shapes import Money, Part, Report, Row
from volunteer_match.impact.facts.words import month_name, written
from volunteer_match.typesetting.setting import Paper, set_document
from volunteer_match.web.locale import shown_locale


def report_pdf(report: Report, company: str, paper: Paper) -> bytes:
    """In the reader's language; the same bytes each time, for what it says is settled. Raises TooLong and NoFont."""
    until = report.question.until
    made_at = datetime(until.year, until.month, 1, tzinfo=UTC)
    return set_document("report", _data(report, company), made_at, paper=paper, language=shown_locale().language)


def _data(report: Report, company: str) -> dict[str, Any]:
    first, last = month_name(report.question.since), month_name(report.question.until)
    period = first if first == last else _("%(first)s to %(last)s", first=first, last=last)
    told = [one for one in report.headlines if one.figure is not None]
    return {
        "title": _("Impact of %(name)s", name=report.title),
        "kicker": _("Volunteering and challenges"),
        "company": company,
        "period": period,
        "headlines": [[written(one.figure, one.unit), str(one.label)] for one in told],
        "parts": [_part(part) for part in report.parts],
        "nothing": _("Too few people to show any figure in this period."),
        "notes_title": _("How to read this"),
        "notes": [
            _("Hours count once an organisation, or a coordinator, confirmed them. Figures are of whole months."),
            _(
                "A dash stands where fewer than five people are behind a figure, or where it would give such a figure "
                "away. Figures are settled once and never change."
            ),
            _("None of these figures may be used to judge anybody at work."),
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    sizes = [_size(row) for row in part.rows]
    most = max(sizes, default=0)
    return {
        "title": str(part.title),
        "lead": str(part.lead or ""),
        "told": part.is_told,
        "columns": [[str(part.heading), False], *([str(column.label), True] for column in part.columns)],
        "rows": [_cells(part, row) for row in part.rows],
        "shares": [size / most if most else 0 for size in sizes],
        "notes": list(part.notes),
    }


def _size(row: Row) -> float:
    """What the bar beside a row shows: its first figure."""
    figure = row.figures[0]
    return float(figure.amount if isinstance(figure, Money) else figure or 0)


def _cells(part: Part, row: Row) -> list[str]:
    label = row.label
    if row.left_out and not row.is_withheld:
        left_out = ngettext("%(num)s month left out", "%(num)s months left out", row.left_out)
        label = f"{label} ({left_out})"
    figures = zip(row.figures, part.columns, strict=True)
    return [label, *(written(figure, column.unit) for figure, column in figures)]
