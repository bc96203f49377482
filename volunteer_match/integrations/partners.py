"""The partners of imported needs: found by their id at the source, or added unverified."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from flask_babel import gettext
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.integrations.needs import ImportedNeed, ImportedPartner
from volunteer_match.organisations.models import Partner

FILLED = (("mission", "description"), ("website", "website"), ("cause", "cause"))
"""Columns of a partner with the fields that fill them; only empty ones are filled, for the rest is edited here."""
SHOWN_OF_ID = 8


def name_without_name(partner: ImportedPartner, apply_url: str) -> str:
    """What to call a partner that the source only identifies: by its id, and where to apply."""
    known = partner.source_id.rstrip("/").rsplit("/", 1)[-1][:SHOWN_OF_ID]
    site = urlsplit(apply_url).hostname
    if site:
        return gettext("Unnamed organisation %(id)s at %(site)s", id=known, site=site)
    return gettext("Unnamed organisation %(id)s", id=known)


class PartnerRows:
    """The partners of one source, read once."""

    def __init__(self, source: str, needs: Iterable[ImportedNeed], now: datetime) -> None:
        self.source, self.now = source, now
        ids = {need.partner.source_id for need in needs}
        rows = db.session.scalars(select(Partner).where(Partner.source == source))
        self._rows = {row.source_id: row for row in rows if row.source_id in ids}

    def of(self, need: ImportedNeed) -> Partner:
        """The row, made where it is missing. What it lacks is filled in; what it has stays."""
        partner = need.partner
        row = self._rows.get(partner.source_id)
        if row is None:
            row = Partner(
                name=partner.name or name_without_name(partner, need.apply_url),
                time_zone=need.time_zone,
                source=self.source,
                source_id=partner.source_id,
                created_at=self.now,
                **{column: getattr(partner, name) for column, name in FILLED},
            )
            db.session.add(row)
            self._rows[partner.source_id] = row
        self._fill(row, need)
        return row

    @staticmethod
    def _fill(row: Partner, need: ImportedNeed) -> None:
        if need.partner.name and row.name == name_without_name(need.partner, need.apply_url):
            row.name = need.partner.name
        for column, name in FILLED:
            if not getattr(row, column) and getattr(need.partner, name):
                setattr(row, column, getattr(need.partner, name))
