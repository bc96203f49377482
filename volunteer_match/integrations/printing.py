"""What the command prints of an import: for people as lines, for programs as JSON."""

import json
from collections import Counter
from collections.abc import Iterator

from flask_babel import gettext, ngettext

from volunteer_match.integrations.csv_needs.reader import Sheet
from volunteer_match.integrations.report import ImportReport
from volunteer_match.integrations.words import GONE, flag_words, kept_words, skip_words

SHOWN_OF_CELL = 40


def as_json(report: ImportReport) -> str:
    """Counts and lists: the skipped with place and reason, what was kept, and what to look at."""
    skipped = [{"place": item.place, "reason": skip_words(item)} for item in report.skipped]
    kept = [
        {"place": item.place, "opportunity": item.public_id, "fields": list(item.fields), "reason": kept_words(item)}
        for item in report.kept
    ]
    flagged = [
        {"place": item.place, "title": item.title, "flags": [flag_words(flag) for flag in item.flags]}
        for item in report.flagged
    ]
    flagged += [{"place": item.place, "title": item.title, "flags": [str(GONE)]} for item in report.gone]
    counts = {"imported": report.imported, "updated": report.updated, "unchanged": report.unchanged}
    return json.dumps({**counts, "skipped": skipped, "kept": kept, "flagged": flagged}, ensure_ascii=False, indent=2)


def summary(report: ImportReport, *, dry_run: bool) -> str:
    """The counts, in one line."""
    counts = {
        "imported": report.imported,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": len(report.skipped),
    }
    if dry_run:
        return gettext(
            "Nothing was changed. It would be: %(imported)s imported, %(updated)s updated, "
            "%(unchanged)s unchanged, %(skipped)s skipped.",
            **counts,
        )
    return gettext(
        "%(imported)s imported, %(updated)s updated, %(unchanged)s unchanged, %(skipped)s skipped.", **counts
    )


def lines(report: ImportReport, *, dry_run: bool) -> Iterator[str]:
    """Every skipped record, what was kept, what to look at, and the counts at the end."""
    for skipped in report.skipped:
        yield gettext("skipped  %(place)s  %(reason)s", place=skipped.place, reason=skip_words(skipped))
    for kept in report.kept:
        yield gettext("kept     %(place)s  %(reason)s", place=kept.place, reason=kept_words(kept))
    for flagged in report.flagged:
        for flag in flagged.flags:
            yield gettext("look at  %(place)s  %(reason)s", place=flagged.place, reason=flag_words(flag))
    for gone in report.gone:
        yield gettext("look at  %(place)s  %(reason)s", place=gone.place, reason=str(GONE))
    yield from _reasons(report)
    yield summary(report, dry_run=dry_run)
    if report.imported and not dry_run:
        yield ngettext(
            "%(num)s draft waits for a coordinator.", "%(num)s drafts wait for a coordinator.", report.imported
        )


def _reasons(report: ImportReport) -> Iterator[str]:
    """How often each reason came up, for a file of which most is skipped."""
    counts = Counter(skipped.reason for skipped in report.skipped)
    first = {skipped.reason: skipped for skipped in reversed(report.skipped)}
    for reason, count in counts.most_common():
        words = skip_words(first[reason]).split(" (")[0]
        yield gettext("%(count)s skipped: %(reason)s", count=count, reason=words)


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    """How a CSV file is understood, to be looked at before it is imported."""
    delimiter = {"\t": gettext("tab")}.get(sheet.delimiter, sheet.delimiter)
    dates = gettext("month first") if sheet.map.dates == "mdy" else gettext("day first")
    yield gettext(
        "Read as %(encoding)s, separated by %(delimiter)s, dates with the %(dates)s, %(rows)s rows.",
        encoding=sheet.encoding,
        delimiter=delimiter,
        dates=dates,
        rows=len(sheet.rows),
    )
    first = sheet.rows[0]
    for column, heading in sheet.map.columns.items():
        cell = " ".join(first.cell(column).split())[:SHOWN_OF_CELL]
        yield f"  {column:20} {heading}" + (f"  ({cell})" if cell else "")
    unused = [heading for heading in sheet.headings if heading not in sheet.map.columns.values()]
    if unused:
        yield gettext("Not used: %(headings)s", headings=", ".join(unused))
