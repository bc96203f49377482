"""Gathers the lines of a table: each different value is read once, however often it stands there. Pure."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import numpy as np

from volunteer_match.availability.shifts.findings import MOST_TOLD, Findings, LeftOut, Trouble
from volunteer_match.availability.shifts.plan import NO_NAME, Ints, Plan, make_plan
from volunteer_match.availability.shifts.rules import clean_name
from volunteer_match.availability.shifts.spans import Span, midnight, span_of
from volunteer_match.integrations.shift_tables.moments import day_in, find_order, parts_of
from volunteer_match.integrations.shift_tables.rows import RawShift
from volunteer_match.matching.zones import find_zone

DAY = timedelta(days=1)
TRIED_LINES = 2_000
"""So many lines are looked at to find the column by which people are known."""
PREVIEWED = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are to be understood. `zone` holds where a line names none; `first` and `last` narrow what is taken."""

    zone: str
    date_order: str = ""
    usual_order: str = "dmy"
    first: date | None = None
    last: date | None = None
    only_agent: int | None = None
    """A file of one person: lines that name nobody are theirs."""
    keeps_names: bool = True


def known_as(cell: str) -> str:
    """How a number or an address is looked up: without blanks around, in lower case."""
    return cell.strip().casefold()


class Gathering:
    """`people` are row numbers by e-mail address and by employee number, as `known_as` writes them."""

    def __init__(self, reading: Reading, people: Mapping[str, int]) -> None:
        self.reading, self.people = reading, people
        self._who: dict[str, int] = {}
        self._when: dict[tuple[str, ...], tuple[int, RawShift]] = {}
        self._what: dict[str, int] = {}
        self._codes = (array("i"), array("i"), array("i"))
        self._first_line: list[int] = []
        self.who_column = 0
        self._first: list[RawShift] = []
        self._read: list[Span | None] = []

    def take(self, raws: Iterable[RawShift]) -> None:
        """All lines of a file."""
        lines = iter(raws)
        tried = list(islice(lines, TRIED_LINES))
        self.who_column = self._best_column(tried)
        self._first = tried[:PREVIEWED]
        self._take(tried)
        self._take(lines)

    def _best_column(self, tried: Sequence[RawShift]) -> int:
        """Of the columns that may say who, the one by which most of the first lines are known."""
        width = len(tried[0].who) if tried else 0
        hits = [sum(known_as(raw.who[place]) in self.people for raw in tried) for place in range(width)]
        return hits.index(max(hits)) if hits else 0

    def _take(self, raws: Iterable[RawShift]) -> None:
        who, when, what = self._who, self._when, self._what
        add_who, add_when, add_what = (codes.append for codes in self._codes)
        column = self.who_column
        for raw in raws:
            name = raw.who[column] if raw.who else ""
            code = who.get(name)
            if code is None:
                code = who[name] = len(who)
                self._first_line.append(raw.line)
            add_who(code)
            times = raw[2:8]
            known = when.get(times)
            if known is None:
                known = when[times] = (len(when), raw)
            add_when(known[0])
            add_what(what.setdefault(raw.activity, len(what)))

    def finish(self) -> tuple[Plan, Findings]:
        """The plan, and what was found on the way."""
        findings = Findings(lines=len(self._codes[0]), zone=self.reading.zone)
        agents = self._agents(findings)
        zones = self._zones(findings)
        spans = self._read = self._spans(zones, findings)
        names, name_of = self._names(findings)
        return self._plan(agents, zones, spans, names, name_of), findings

    def preview(self) -> list[dict[str, str]]:
        """The first lines: what stands there, and what it was taken for (instants in ISO 8601; empty: left out)."""
        shown = []
        for raw in self._first:
            known = self._when[raw[2:8]][0]
            span = self._read[known]
            since, until = (_written(span.start), _written(span.end)) if span else ("", "")
            who = raw.who[self.who_column] if raw.who else ""
            is_known = "yes" if not raw.who or known_as(who) in self.people else ""
            written = " ".join(filter(None, (raw.day, raw.start, "–", raw.end_day, raw.end or raw.minutes)))
            shown.append(
                {"line": str(raw.line), "who": who, "is_known": is_known, "written": written}
                | {"since": since, "until": until, "activity": raw.activity}
            )
        return shown

    def _counts(self, column: int, length: int) -> list[int]:
        codes = np.frombuffer(self._codes[column], dtype=np.int32) if self._codes[column] else np.zeros(0, np.int32)
        return [int(count) for count in np.bincount(codes, minlength=length)]

    def _agents(self, findings: Findings) -> Ints:
        """The row number of each value that says who; 0 for nobody we know."""
        only, counts = self.reading.only_agent, self._counts(0, len(self._who))
        found = []
        for name, code in self._who.items():
            agent = self.people.get(known_as(name), 0)
            if only is not None:
                agent = only if not name or agent == only else 0
            if not agent:
                findings.unknown_people += 1
                findings.unknown_people_lines += counts[code]
                if len(findings.unknown_sample) < MOST_TOLD:
                    findings.unknown_sample.append(f"{name[:60]} ({self._first_line[code]})")
            found.append(agent)
        return np.array(found, dtype=np.int64)

    def _zones(self, findings: Findings) -> list[str]:
        """The zone of each kind of line. What is no zone of the IANA's is told, and the stated one taken."""
        counts, zones = self._counts(1, len(self._when)), []
        named: Counter[str] = Counter()
        for code, raw in self._when.values():
            zone = raw.zone.strip()
            is_known = ("/" in zone or zone == "UTC") and find_zone(zone) is not None
            if is_known:
                named[zone] += counts[code]
            elif zone and zone not in findings.unknown_zones and len(findings.unknown_zones) < MOST_TOLD:
                findings.unknown_zones.append(zone[:60])
            zones.append(zone if is_known else self.reading.zone)
        findings.zones = dict(named)
        return zones

    def _spans(self, zones: Sequence[str], findings: Findings) -> list[Span | None]:
        reading, counts = self.reading, self._counts(1, len(self._when))
        order = find_order(set(self._dates()), reading.date_order, reading.usual_order)
        findings.date_order, findings.certainty = order.order, order.certainty.value
        spans: list[Span | None] = []
        for code, raw in self._when.values():
            found = span_of(raw, order.order, zones[code])
            if isinstance(found, Span) and _is_outside(found.day, reading):
                found = Trouble.OUTSIDE
            if isinstance(found, Trouble):
                findings.left_out_lines += counts[code]
                if len(findings.left_out) < MOST_TOLD:
                    text = " ".join(filter(None, (raw.day, raw.start, raw.end_day, raw.end)))[:80]
                    findings.left_out.append(LeftOut(found.value, text, raw.line, counts[code]))
            spans.append(found if isinstance(found, Span) else None)
        return spans

    def _dates(self) -> Iterator[str]:
        for _code, raw in self._when.values():
            days = (day_in(raw.day), day_in(raw.end_day), parts_of(raw.start)[0], parts_of(raw.end)[0])
            yield from filter(None, days)

    def _names(self, findings: Findings) -> tuple[list[str], Ints]:
        """Names as they are kept, and which of them each name of the file is."""
        if not self.reading.keeps_names:
            return [], np.full(len(self._what), NO_NAME, dtype=np.int64)
        kept: dict[str, int] = {}
        codes = [kept.setdefault(name, len(kept)) if (name := clean_name(raw)) else NO_NAME for raw in self._what]
        lines = Counter[int]()
        for code, count in zip(codes, self._counts(2, len(codes)), strict=True):
            lines[code] += count
        findings.activities = {name: lines[code] for name, code in kept.items()}
        return list(kept), np.array(codes, dtype=np.int64)

    def _plan(
        self,
        agents: Ints,
        zones: Sequence[str],
        spans: Sequence[Span | None],
        names: Sequence[str],
        name_of: Ints,
    ) -> Plan:
        who, when, what = (np.array(codes, dtype=np.int64) for codes in self._codes)
        if not len(who):
            return make_plan((who, who, who, who), {}, names)
        bounds = np.array([(s.start, s.end) if s else (0, 0) for s in spans], dtype=np.int64)
        agent, start, end = agents[who], bounds[when, 0], bounds[when, 1]
        is_taken = (agent > 0) & (end > 0)
        replaced = _replaced(agent[is_taken], when[is_taken], zones, spans, self.reading)
        return make_plan((agent[is_taken], start[is_taken], end[is_taken], name_of[what][is_taken]), replaced, names)


def _written(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _is_outside(day: date, reading: Reading) -> bool:
    return bool(reading.first and day < reading.first) or bool(reading.last and day > reading.last)


def days_of(spans: Iterable[Span | None], reading: Reading) -> tuple[date, date] | None:
    """The first and the last day that a file speaks of; None where it says nothing."""
    days = [span.day for span in spans if span is not None]
    if not days:
        return None
    return reading.first or min(days), reading.last or max(days)


def _replaced(
    agent: Ints, when: Ints, zones: Sequence[str], spans: Sequence[Span | None], reading: Reading
) -> dict[int, tuple[int, int]]:
    """For everybody of the file all its days, in the zone of their own lines: who has no line on one is off then."""
    days = days_of(spans, reading)
    if days is None:
        return {}
    bounds = {zone: (midnight(days[0], zone), midnight(days[1] + DAY, zone)) for zone in set(zones)}
    numbers = {zone: number for number, zone in enumerate(bounds)}
    pairs = np.unique(np.stack([agent, np.array([numbers[zone] for zone in zones])[when]]), axis=1)
    each = list(bounds.values())
    found: dict[int, tuple[int, int]] = {}
    for key, number in pairs.T.tolist():
        low, high = found.get(key, each[number])
        found[key] = (min(low, each[number][0]), max(high, each[number][1]))
    return found
