"""The gates about who the agent is: skills, languages, credentials, age, standing."""

from datetime import date

from volunteer_match.matching.facts import COORDINATOR, AgentFacts, OpportunityFacts
from volunteer_match.matching.gate import UNCHANGEABLE, Gate, GateName, joined
from volunteer_match.matching.levels import Proficiency, SkillLevel, language_meets
from volunteer_match.matching.occasions import Case
from volunteer_match.matching.phrases import Code, Phrase, phrase
from volunteer_match.matching.trials import Trial
from volunteer_match.matching.zones import local_day


def skills(case: Case) -> Gate:
    """Every required skill is held at the level or above."""
    asked = case.opportunity.requires.skills
    held = case.agent.skills
    return joined(GateName.SKILLS, [_skill(skill, level, held.get(skill)) for skill, level in asked.items()])


def _skill(skill: str, level: SkillLevel, held: SkillLevel | None) -> Gate:
    asked = phrase(Code.SKILL_AT, skill=skill, level=level)
    if held is None:
        absent = phrase(Code.SKILL_ABSENT, skill=skill)
        return Gate(GateName.SKILLS, asked, absent, phrase(Code.SKILL_TO_ADD, skill=skill, level=level), int(level))
    has = phrase(Code.SKILL_AT, skill=skill, level=held)
    if held >= level:
        return Gate(GateName.SKILLS, asked, has)
    change = phrase(Code.SKILL_TOO_LOW, skill=skill, held=held, level=level)
    return Gate(GateName.SKILLS, asked, has, change, level - held)


def languages(case: Case) -> Gate:
    """Every required language is held at the level or above, and verified where that is asked."""
    requires = case.opportunity.requires
    checks = [
        _language(case.agent, tag, level, verified=tag in requires.verified_languages)
        for tag, level in requires.languages.items()
    ]
    return joined(GateName.LANGUAGES, checks)


def _language(agent: AgentFacts, asked_tag: str, level: Proficiency, *, verified: bool) -> Gate:
    asked = phrase(Code.LANGUAGE_VERIFIED if verified else Code.LANGUAGE_AT, language=asked_tag, level=level)
    held_tags = [tag for tag in agent.languages if language_meets(tag, asked_tag)]
    if not held_tags:
        absent = phrase(Code.LANGUAGE_ABSENT, language=asked_tag)
        change = phrase(Code.LANGUAGE_TO_ADD, language=asked_tag, level=level)
        return Gate(GateName.LANGUAGES, asked, absent, change, level + 1)
    return min(
        (_held_language(agent, tag, level, asked, verified=verified) for tag in held_tags),
        key=lambda gate: gate.shortfall,
    )


def _held_language(agent: AgentFacts, tag: str, level: Proficiency, asked: Phrase, *, verified: bool) -> Gate:
    held, is_verified = agent.languages[tag], tag in agent.verified_languages
    has = phrase(Code.LANGUAGE_VERIFIED if is_verified else Code.LANGUAGE_AT, language=tag, level=held)
    unverified = verified and not is_verified
    if held < level:
        change = phrase(Code.LANGUAGE_TOO_LOW, language=tag, held=held, level=level)
        return Gate(GateName.LANGUAGES, asked, has, change, level - held + unverified)
    if unverified:
        return Gate(GateName.LANGUAGES, asked, has, phrase(Code.LANGUAGE_UNVERIFIED, language=tag, held=held), 1)
    return Gate(GateName.LANGUAGES, asked, has)


def credentials(case: Case, trial: Trial | None) -> Gate:
    """Each required credential is held and holds through the day of the occasion; through today if there is none."""
    required = case.opportunity.requires.credentials
    if not required:
        return Gate(GateName.CREDENTIALS)
    day = trial.occasion.day if trial else local_day(case.now, case.opportunity.time_zone)
    return joined(GateName.CREDENTIALS, [_credential(case.agent, kind, day) for kind in required])


def _credential(agent: AgentFacts, kind: str, day: date) -> Gate:
    held = [one for one in agent.credentials if one.kind == kind]
    asked = phrase(Code.CREDENTIAL_THROUGH, credential=kind, day=day)
    if not held:
        absent = phrase(Code.CREDENTIAL_ABSENT, credential=kind)
        return Gate(GateName.CREDENTIALS, asked, absent, phrase(Code.CREDENTIAL_TO_ADD, credential=kind), 2)
    ends = [one.expires for one in held if one.expires is not None]
    if len(ends) < len(held):
        return Gate(GateName.CREDENTIALS, asked, phrase(Code.CREDENTIAL_HELD, credential=kind))
    last = max(ends)
    has = phrase(Code.CREDENTIAL_UNTIL, credential=kind, expires=last)
    if day <= last:
        return Gate(GateName.CREDENTIALS, asked, has)
    change = phrase(Code.CREDENTIAL_ENDS, credential=kind, expires=last, day=day)
    return Gate(GateName.CREDENTIALS, asked, has, change, 1)


def is_old_enough(case: Case) -> bool:
    minimum, age = case.opportunity.requires.minimum_age, case.agent.age
    return not minimum or (age is not None and age >= minimum)


def age(case: Case) -> Gate:
    """At least the minimum age; an age that is not known never passes. Says no more than that of the agent's age."""
    minimum = case.opportunity.requires.minimum_age
    if not minimum:
        return Gate(GateName.AGE)
    asked = phrase(Code.AGE_AT_LEAST, age=minimum)
    if is_old_enough(case):
        return Gate(GateName.AGE, asked, asked)
    if case.agent.age is None:
        return Gate(GateName.AGE, asked, phrase(Code.AGE_UNKNOWN), phrase(Code.AGE_TO_ADD, age=minimum), 1)
    below, change = phrase(Code.AGE_BELOW, age=minimum), phrase(Code.AGE_TOO_LOW, age=minimum)
    return Gate(GateName.AGE, asked, below, change, UNCHANGEABLE)


def standing(case: Case) -> Gate:
    """Active, not returned from this opportunity for good, and not blocked."""
    asked = phrase(Code.GOOD_STANDING)
    if not case.agent.active:
        return Gate(GateName.STANDING, asked, phrase(Code.INACTIVE), phrase(Code.TO_REACTIVATE), UNCHANGEABLE)
    if case.opportunity.id in case.agent.returned_from:
        return Gate(GateName.STANDING, asked, phrase(Code.RETURNED), phrase(Code.TO_ASK_COORDINATOR), UNCHANGEABLE)
    if is_blocked(case.agent, case.opportunity):
        return Gate(GateName.STANDING, asked, phrase(Code.BLOCKED), phrase(Code.TO_ASK_COORDINATOR), UNCHANGEABLE)
    return Gate(GateName.STANDING, asked, asked)


def is_barred(agent: AgentFacts, opportunity: OpportunityFacts) -> bool:
    """Whether a final return or a block keeps the agent from it."""
    return opportunity.id in agent.returned_from or is_blocked(agent, opportunity)


def is_blocked(agent: AgentFacts, opportunity: OpportunityFacts) -> bool:
    """Whether the partner, or a coordinator (for everything, this kind or this partner), bars the agent."""
    kind, partner = opportunity.kind, opportunity.partner
    bars = {COORDINATOR}
    if kind is not None:
        bars.add(f"kind:{kind}")
    if partner is not None:
        bars |= {partner, f"partner:{partner}"}
    return not bars.isdisjoint(agent.blocked_by)
