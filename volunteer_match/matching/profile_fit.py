"""The parts of fit about who the agent is: skills, languages, interest. Halves are counted as whole numbers."""

from fractions import Fraction

from volunteer_match.matching.facts import AgentFacts
from volunteer_match.matching.levels import Proficiency, SkillLevel, language_meets
from volunteer_match.matching.occasions import Case
from volunteer_match.matching.phrases import Code, Phrase, all_of, phrase

HALF = Fraction(1, 2)
Worth = tuple[int, Phrase]
"""What one asked or preferred thing is worth, 0 to 2 halves, and why."""


def skills(case: Case) -> tuple[Fraction, Phrase]:
    """0.5 + 0.5 × the mean worth of the skills asked and preferred; 0.5 where there are none."""
    agent, asked, preferred = case.agent, case.opportunity.requires.skills, case.opportunity.prefers.skills
    worths = [_asked_skill(agent, skill, level) for skill, level in asked.items()]
    worths += [_preferred_skill(agent, skill, level) for skill, level in preferred.items()]
    return _mean(worths, Code.SKILLS_OPEN)


def _asked_skill(agent: AgentFacts, skill: str, level: SkillLevel) -> Worth:
    """min(1, levels above what is asked ÷ 2)."""
    held = agent.skills.get(skill)
    if held is None or held < level:
        return 0, phrase(Code.SKILL_TO_ADD, skill=skill, level=level)
    return min(2, held - level), phrase(Code.SKILL_MET, skill=skill, held=held, level=level)


def _preferred_skill(agent: AgentFacts, skill: str, level: SkillLevel) -> Worth:
    """1 if held at the level, 0.5 if held below it or wanted, else 0."""
    held = agent.skills.get(skill)
    if held is not None:
        code = Code.SKILL_PREFERRED if held >= level else Code.SKILL_PREFERRED_LOW
        return 2 if held >= level else 1, phrase(code, skill=skill, held=held)
    if skill in agent.wants:
        return 1, phrase(Code.SKILL_WANTED, skill=skill)
    return 0, phrase(Code.SKILL_PREFERRED_ABSENT, skill=skill)


def languages(case: Case) -> tuple[Fraction, Phrase]:
    """0.5 + 0.5 × the mean worth of the languages asked and preferred; 0.5 where there are none."""
    agent, asked, preferred = case.agent, case.opportunity.requires.languages, case.opportunity.prefers.languages
    worths = [_asked_language(agent, tag, level) for tag, level in asked.items()]
    worths += [_preferred_language(agent, tag, level) for tag, level in preferred.items()]
    return _mean(worths, Code.LANGUAGES_OPEN)


def _asked_language(agent: AgentFacts, asked: str, level: Proficiency) -> Worth:
    """min(1, steps above ÷ 2 + 0.5 if verified), for the tag that gives most."""
    worths = [
        _held_language(agent, tag, held, level)
        for tag, held in agent.languages.items()
        if held >= level and language_meets(tag, asked)
    ]
    lacking = (0, phrase(Code.LANGUAGE_TO_ADD, language=asked, level=level))
    return max(worths, key=lambda worth: worth[0], default=lacking)


def _held_language(agent: AgentFacts, tag: str, held: Proficiency, level: Proficiency) -> Worth:
    verified = tag in agent.verified_languages
    code = Code.LANGUAGE_MET_VERIFIED if verified else Code.LANGUAGE_MET
    return min(2, held - level + verified), phrase(code, language=tag, held=held, level=level)


def _preferred_language(agent: AgentFacts, asked: str, level: Proficiency) -> Worth:
    """1 at the level, 0.5 below it, else 0."""
    matching = [tag for tag in agent.languages if language_meets(tag, asked)]
    if not matching:
        return 0, phrase(Code.LANGUAGE_PREFERRED_ABSENT, language=asked)
    best = max(matching, key=lambda tag: agent.languages[tag])
    held = agent.languages[best]
    code = Code.LANGUAGE_PREFERRED if held >= level else Code.LANGUAGE_PREFERRED_LOW
    return 2 if held >= level else 1, phrase(code, language=best, held=held)


def _mean(worths: list[Worth], none_asked: Code) -> tuple[Fraction, Phrase]:
    strongest_first = sorted(worths, key=lambda worth: -worth[0])
    reason = all_of([why for _, why in strongest_first])
    if reason is None:
        return HALF, phrase(none_asked)
    return HALF + Fraction(sum(worth for worth, _ in worths), 4 * len(worths)), reason


def interest(case: Case) -> tuple[Fraction, Phrase]:
    """min(1, 0.5 + 0.25 × how many of cause, kind and partner the agent chose or has served well)."""
    opportunity, agent = case.opportunity, case.agent
    named = (("cause", opportunity.cause), ("kind", opportunity.kind), ("partner", opportunity.partner))
    keys = [f"{name}:{value}" for name, value in named if value is not None]
    shared = [key for key in keys if key in agent.interests or key in agent.served]
    reasons = [
        phrase(Code.INTEREST_CHOSEN if key in agent.interests else Code.INTEREST_SERVED, interest=key) for key in shared
    ]
    return Fraction(min(4, 2 + len(shared)), 4), all_of(reasons) or phrase(Code.INTEREST_NONE)
