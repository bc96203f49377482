"""Saving and removing mappings."""

from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.availability.shifts.imports.queries import find_mapping
from volunteer_match.availability.shifts.models import ShiftMapping
from volunteer_match.availability.shifts.rules import ShiftRefusal
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


def save_mapping(
    mapping: ShiftMapping | None,
    name: str,
    columns: dict[str, str],
    order: str,
    zone: str,
    actor: Account,
    now: datetime,
) -> ShiftMapping:
    """A new mapping, or an old one changed. Raises Refused(NAME_TAKEN)."""
    same = find_mapping(actor.company_id, name=name)
    if same is not None and same is not mapping:
        raise Refused(ShiftRefusal.NAME_TAKEN)
    if mapping is None:
        mapping = ShiftMapping(company_id=actor.company_id, created_at=now)
        db.session.add(mapping)
    mapping.name, mapping.columns, mapping.date_order, mapping.time_zone = name, columns, order, zone
    db.session.flush()
    record("shifts.mapping", actor, now, subject=mapping)
    return mapping


def remove_mapping(mapping: ShiftMapping, actor: Account, now: datetime) -> None:
    """Shifts that were read by it stay."""
    record("shifts.mapping-removal", actor, now, subject=mapping)
    db.session.delete(mapping)
