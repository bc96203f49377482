"""How a file is to be read. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.matching.zones import find_zone


class SourceFormat(StrEnum):
    DO_IT = "do-it"
    VOLUNTEERING_DATA = "volunteering-data"
    CSV = "csv"


DEFAULT_ZONES = {
    # Do-it is a British service: its instants carry their offset, and this is the zone they are shown in.
    SourceFormat.DO_IT: "Europe/London",
    SourceFormat.VOLUNTEERING_DATA: "UTC",
    SourceFormat.CSV: "UTC",
}


@dataclass(frozen=True)
class ReadOptions:
    """`now` is aware. `time_zone` None takes the default of the format and flags each zone-less time."""

    now: datetime
    max_bytes: int
    format: SourceFormat
    time_zone: str | None = None
    include_in_person: bool = False
    include_past: bool = False
    partner: str = ""
    """CSV only: the partner of every row of a file that names none."""

    def in_zone(self, name: str) -> "ReadOptions":
        """The same, with another zone for what follows."""
        return replace(self, time_zone=name)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which zone-less times are read; raises ImportFault where it is none of the IANA's."""
        return zone_named(self.time_zone or DEFAULT_ZONES[self.format])


def zone_named(name: str) -> ZoneInfo:
    """Raises ImportFault (BAD_TIME_ZONE) for a name that isn't an IANA zone."""
    zone = find_zone(name)
    if zone is None:
        raise ImportFault(FaultCode.BAD_TIME_ZONE, name=name[:60])
    return zone
