"""What each code says, in English: short, warm and plain. The texts stand where Babel finds them for translation.

The sentences fit whoever reads them, the agent as well as a coordinator, so they name nobody. Parameters are filled in
by `words`: names of skills, languages and levels, times in the reader's zone, lengths such as `1 h 30 min`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.phrases import Code


@dataclass(frozen=True, slots=True)
class Counted:
    """A text that depends on the number in its parameter `by`."""

    one: str
    many: str
    by: str


def N_(text: str) -> str:  # noqa: N802 - the name by which Babel knows texts that are translated elsewhere
    return text


def ngettext(one: str, many: str, by: str) -> Counted:
    """Marks both forms; named so that Babel finds them."""
    return Counted(one, many, by)


SKILL_LEVELS: Mapping[SkillLevel, str] = {
    SkillLevel.BEGINNER: N_("beginner"),
    SkillLevel.INTERMEDIATE: N_("intermediate"),
    SkillLevel.ADVANCED: N_("advanced"),
    SkillLevel.EXPERT: N_("expert"),
}

PROFICIENCIES: Mapping[Proficiency, str] = {
    Proficiency.NONE: N_("no proficiency"),
    Proficiency.NATIVE: N_("native"),
}
"""Levels that have a word; the others are called the same everywhere: A1 to C2."""

MESSAGES: Mapping[Code, str | Counted] = {
    Code.SKILL_AT: N_("%(skill)s %(level)s"),
    Code.SKILL_ABSENT: N_("no %(skill)s"),
    Code.SKILL_TOO_LOW: N_("%(skill)s %(held)s, asked %(level)s"),
    Code.SKILL_TO_ADD: N_("%(skill)s not in the profile, asked %(level)s"),
    Code.SKILL_MET: N_("%(skill)s %(held)s, asked %(level)s"),
    Code.SKILL_PREFERRED: N_("%(skill)s %(held)s, nice to have"),
    Code.SKILL_WANTED: N_("wants to learn %(skill)s"),
    Code.SKILL_PREFERRED_LOW: N_("some %(skill)s: %(held)s"),
    Code.SKILL_PREFERRED_ABSENT: N_("%(skill)s would be nice to have"),
    Code.SKILLS_OPEN: N_("no special skill asked"),
    Code.LANGUAGE_AT: N_("%(language)s %(level)s"),
    Code.LANGUAGE_VERIFIED: N_("%(language)s %(level)s, verified"),
    Code.LANGUAGE_ABSENT: N_("no %(language)s"),
    Code.LANGUAGE_TOO_LOW: N_("%(language)s %(held)s, asked %(level)s"),
    Code.LANGUAGE_UNVERIFIED: N_("%(language)s %(held)s is not verified yet"),
    Code.LANGUAGE_TO_ADD: N_("%(language)s not in the profile, asked %(level)s"),
    Code.LANGUAGE_MET: N_("%(language)s %(held)s, asked %(level)s"),
    Code.LANGUAGE_MET_VERIFIED: N_("%(language)s %(held)s, verified, asked %(level)s"),
    Code.LANGUAGE_PREFERRED: N_("%(language)s %(held)s, nice to have"),
    Code.LANGUAGE_PREFERRED_LOW: N_("some %(language)s: %(held)s"),
    Code.LANGUAGE_PREFERRED_ABSENT: N_("%(language)s would be nice to have"),
    Code.LANGUAGES_OPEN: N_("no special language asked"),
    Code.CREDENTIAL_THROUGH: N_("%(credential)s, valid on %(day)s"),
    Code.CREDENTIAL_HELD: N_("%(credential)s"),
    Code.CREDENTIAL_UNTIL: N_("%(credential)s until %(expires)s"),
    Code.CREDENTIAL_ABSENT: N_("no %(credential)s"),
    Code.CREDENTIAL_TO_ADD: N_("%(credential)s is needed and not there yet"),
    Code.CREDENTIAL_ENDS: N_("%(credential)s ends %(expires)s, needed through %(day)s"),
    Code.AGE_AT_LEAST: N_("%(age)s or over"),
    Code.AGE_BELOW: N_("under %(age)s"),
    Code.AGE_UNKNOWN: N_("age not given"),
    Code.AGE_TOO_LOW: N_("under %(age)s, asked %(age)s or over"),
    Code.AGE_TO_ADD: N_("age not given, asked %(age)s or over"),
    Code.SESSION_AT: N_("%(begins)s to %(end)s"),
    Code.SESSION_ANY: N_("a session with a free place"),
    Code.SESSIONS_NONE: N_("no session with a free place lies ahead"),
    Code.FREE_THEN: N_("free at that time"),
    Code.FREE_PARTLY: N_("free for %(free)s of %(needed)s"),
    Code.NOT_FREE_THEN: N_("not free at that time"),
    Code.NOT_FREE: N_("not free %(begins)s to %(end)s"),
    Code.FREE_FROM: N_("free from %(free_at)s, session starts %(start)s"),
    Code.FREE_UNTIL: N_("free until %(free_at)s, session ends %(end)s"),
    Code.AVAILABILITY_TO_ADD: N_("no free hours given yet"),
    Code.WORKS: N_("works %(begins)s to %(end)s"),
    Code.WORKS_AND_RESTS: N_("works %(begins)s to %(end)s, and rests %(minutes)s before and after"),
    Code.BUSY: N_("promised to another session, %(begins)s to %(end)s"),
    Code.HOURS_BEFORE: N_("%(minutes)s before %(deadline)s"),
    Code.HOURS_ANY_TIME: N_("%(minutes)s at any time"),
    Code.HOURS_FREE: N_("%(minutes)s free"),
    Code.HOURS_FREE_OR_MORE: N_("%(minutes)s free or more"),
    Code.HOURS_FREE_FOR: N_("%(free)s free, %(needed)s needed"),
    Code.HOURS_FREE_FOR_OR_MORE: N_("%(free)s free or more, %(needed)s needed"),
    Code.HOURS_NOT_ASKED: N_("no number of hours asked"),
    Code.HOURS_SHORT: N_("%(minutes)s more free time needed"),
    Code.DEADLINE_PASSED: N_("the deadline, %(deadline)s, has passed"),
    Code.WEEKLY_LIMIT: N_("at most %(minutes)s a week"),
    Code.PENDING_CAP: ngettext("at most %(count)s claim pending", "at most %(count)s claims pending", "count"),
    Code.WEEKLY_LEFT: N_("%(minutes)s left under the weekly limit"),
    Code.PENDING: ngettext("%(count)s claim pending", "%(count)s claims pending", "count"),
    Code.OWN_LIMIT_REACHED: N_("%(left)s left under the personal limit of %(limit)s a week, %(needed)s needed"),
    Code.COMPANY_LIMIT_REACHED: N_("%(left)s left under the company's limit of %(limit)s a week, %(needed)s needed"),
    Code.PENDING_CAP_REACHED: ngettext(
        "%(count)s claim waits for an answer; one must be answered or withdrawn first",
        "%(count)s claims wait for an answer; one must be answered or withdrawn first",
        "count",
    ),
    Code.GOOD_STANDING: N_("account in good standing"),
    Code.INACTIVE: N_("account not active"),
    Code.RETURNED: N_("an earlier claim was returned for good"),
    Code.BLOCKED: N_("not open to this person at present"),
    Code.TO_REACTIVATE: N_("the account must be made active again"),
    Code.TO_ASK_COORDINATOR: N_("a coordinator can tell more"),
    Code.SESSIONS_ALL: ngettext("can do the session", "can do all %(open)s sessions", "open"),
    Code.SESSIONS_DOABLE: ngettext(
        "can do %(doable)s of %(open)s session", "can do %(doable)s of %(open)s sessions", "open"
    ),
    Code.INTEREST_CHOSEN: N_("interested in %(interest)s"),
    Code.INTEREST_SERVED: N_("has helped with %(interest)s before"),
    Code.INTEREST_NONE: N_("no shared interest yet"),
    Code.ATTENDED: N_("kept %(percent)s%% of promises, the recent ones counting most"),
    Code.NO_RECORD: N_("nothing missed so far"),
    Code.ASKED_LATELY: ngettext(
        "asked %(count)s time in the last 7 days", "asked %(count)s times in the last 7 days", "count"
    ),
    Code.CONNECTED_LATELY: ngettext(
        "%(count)s person joined in the last 7 days", "%(count)s people joined in the last 7 days", "count"
    ),
}
