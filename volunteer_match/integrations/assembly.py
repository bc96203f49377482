"""The last step of every format: the parts of a record put together into a need. Pure."""

from dataclasses import dataclass

from volunteer_match.glossary import Format, Kind
from volunteer_match.integrations.kinds import guess_kind, may_meet_minors, mentions_minors
from volunteer_match.integrations.needs import FlagCode, ImportedNeed, ImportedPartner
from volunteer_match.integrations.options import ReadOptions
from volunteer_match.integrations.review import Review, paragraphs
from volunteer_match.integrations.timing import Plan


@dataclass(frozen=True, slots=True)
class Parts:
    """What a format found in a record, cleaned, but not yet judged."""

    source: str
    source_id: str
    place: str
    partner: ImportedPartner
    title: str
    texts: tuple[str, ...]
    """Paragraphs of the description, in order; repeated ones are shown once."""
    kind: Kind | None = None
    cause: str = ""
    minutes_needed: int | None = None
    places: int | None = None
    minimum_age: int | None = None
    about_minors: bool = False
    credentials: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    apply_url: str = ""


def _note_gaps(parts: Parts, description: str, is_for_minors: bool, review: Review) -> None:
    if not description:
        review.note(FlagCode.NO_DESCRIPTION)
    if not parts.partner.name:
        review.note(FlagCode.PARTNER_UNNAMED)
    if is_for_minors or parts.about_minors or mentions_minors(f"{parts.title}\n{description}"):
        review.note(FlagCode.MAY_INVOLVE_MINORS)


def assemble(parts: Parts, plan: Plan, options: ReadOptions, review: Review) -> ImportedNeed:
    """The need, with kind and work with minors guessed where the source doesn't say, and all its flags."""
    description = paragraphs(*parts.texts)
    kind = parts.kind or guess_kind(parts.title, description)
    is_for_minors = may_meet_minors(kind, f"{parts.title}\n{description}", source_says_so=parts.about_minors)
    _note_gaps(parts, description, is_for_minors, review)
    is_flexible = plan.format is Format.FLEXIBLE
    return ImportedNeed(
        source=parts.source,
        source_id=parts.source_id,
        place=parts.place,
        partner=parts.partner,
        title=parts.title,
        description=description,
        kind=kind,
        cause=parts.cause or parts.partner.cause,
        format=plan.format,
        time_zone=options.zone.key,
        sessions=plan.sessions,
        minutes_needed=parts.minutes_needed if is_flexible else None,
        deadline=plan.deadline,
        places=parts.places if is_flexible else None,
        minimum_age=parts.minimum_age,
        is_for_minors=is_for_minors,
        credentials=parts.credentials,
        skills=parts.skills,
        languages=parts.languages,
        apply_url=parts.apply_url,
        flags=review.flags,
    )
