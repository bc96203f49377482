"""Which Sustainable Development Goal each cause of the catalogue serves most. Pure.

The goals are those of the United Nations (General Assembly resolution 70/1, 2015); which cause belongs to which is this
project's reading of their targets, named beside each. One goal a cause, so that nothing is counted twice.
"""

from collections.abc import Mapping
from types import MappingProxyType

GOALS: Mapping[str, str] = MappingProxyType(
    {
        "education": "4",  # 4.1, 4.4: schooling, skills for work
        "literacy": "4",  # 4.6: reading, writing and numbers
        "children-and-young-people": "4",  # 4.1, 4.2
        "young-people-in-care": "16",  # 16.2: protection of children
        "families": "1",  # 1.3: social protection
        "older-people": "10",  # 10.2: inclusion of all, whatever their age
        "refugees": "10",  # 10.2, 10.7: inclusion, safe migration
        "disability": "10",  # 10.2: inclusion, whatever the disability
        "sight-and-hearing": "10",  # 10.2
        "learning-disabilities": "10",  # 10.2
        "health": "3",  # 3.8: health care for all
        "mental-health": "3",  # 3.4: mental health and well-being
        "employment": "8",  # 8.5, 8.6: work for all, young people in training
        "poverty": "1",  # 1.2
        "housing": "11",  # 11.1: adequate housing
        "women": "5",  # 5.1, 5.5
        "lgbt": "10",  # 10.2, 10.3
        "ethnic-minorities": "10",  # 10.2, 10.3
        "human-rights": "16",  # 16.3, 16.10
        "victims-of-crime": "16",  # 16.1, 16.3
        "prevention-of-addiction": "3",  # 3.5: substance abuse
        "disaster-relief": "11",  # 11.5: people affected by disasters
        "international-aid": "17",  # 17.9: building of capacity
        "community": "11",  # 11.3: inclusive communities
        "digital-inclusion": "9",  # 9.c: access to information technology
        "environment": "13",  # 13.3: awareness and action on climate
        "animals": "15",  # 15.5: life on land
        "arts-and-culture": "11",  # 11.4: cultural heritage
        "heritage": "11",  # 11.4
        "sport": "3",  # 3.4: well-being
    }
)


def goal_of(cause: str) -> str | None:
    """The number of the goal, as text; None for causes of one's own words."""
    return GOALS.get(cause)
