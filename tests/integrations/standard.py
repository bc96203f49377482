"""A document as the standard recommends it, and a short way to read one."""

import json
from typing import Any

from tests.integrations.samples import options
from volunteer_match.integrations.needs import ImportedNeed, Skipped
from volunteer_match.integrations.options import SourceFormat
from volunteer_match.integrations.volunteering_data.mapping import map_record
from volunteer_match.integrations.volunteering_data.reader import read_records

NS = "https://ns.volunteeringdata.io/"


def read(document: Any, **changes: Any) -> list[ImportedNeed | Skipped]:
    chosen = options(SourceFormat.VOLUNTEERING_DATA, **{"time_zone": "Europe/London", **changes})
    return [map_record(need, chosen) for need in read_records(json.dumps(document).encode())]


def only(*nodes: Any, **changes: Any) -> ImportedNeed | Skipped:
    (found,) = read({"@context": {}, "@graph": list(nodes)}, **changes)
    return found


def recommended(**role: Any) -> dict[str, Any]:
    """A document as the standard recommends it: the organisation holds the activity, the activity holds roles."""
    return {
        "@context": f"{NS}context.jsonld",
        "graph": [
            {
                "@id": "https://open-desk.example/#us",
                "@type": "Organisation",
                "name": "Open Desk",
                "description": "Learning for all.",
                "website": {"@id": "https://open-desk.example"},
                "cause": [f"{NS}LiteracyNeeds"],
                "activity": [
                    {
                        "@type": "Activity",
                        "title": "Homework club",
                        "description": "Every week by video.",
                        "role": [
                            {
                                "@id": "https://open-desk.example/#maths",
                                "title": "Maths tutor",
                                "description": "Help one pupil at a time.",
                                "commitment": "2 hours",
                                "applyLink": "https://open-desk.example/apply",
                                "allowsRemoteParticipation": True,
                                "minimumAge": 18,
                                "requirement": [f"{NS}DBSCheck", {"@id": f"{NS}WaterBottle"}],
                                "skill": [{"@id": f"{NS}ActiveListening"}, f"{NS}Driving"],
                                **role,
                            }
                        ],
                        "session": [{"time": [f"{NS}MondayEvening", {"@id": f"{NS}TuesdayMorning"}]}],
                    }
                ],
            }
        ],
    }
