"""What partners do to needs that people have promised to: they move, cancel, and ask for more."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.matches.life.stage import Stage, needs, sessions
from volunteer_match.matches import actions
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.opportunities.posting.actions import LanguageWanted, SkillWanted, WhoValues, save_who
from volunteer_match.opportunities.sessions.changing import Edit, cancel_sessions, change_sessions
from volunteer_match.opportunities.sessions.queries import find_reach, plan_of
from volunteer_match.opportunities.sessions.series import Plan, Scope, replanned

scopes = st.sampled_from(Scope)


class Changing(Stage):
    """The acts of partners, as rules."""

    def _reach(self, session: OpportunitySession, scope: Scope) -> list[OpportunitySession]:
        return find_reach(session, scope, self.now).sessions

    @rule(
        session=sessions,
        scope=scopes,
        hours=st.sampled_from([0, 0, -1, -0.5, 0.5, 24, 168]),
        more=st.sampled_from([0, 0, 0, 1]),
    )
    def move_sessions(self, session: tuple[str, int], scope: Scope, hours: float, more: int) -> None:
        """One, this and later ones, or all to come, with some more places; 24 hours later is where the next one is."""
        row, partner = self.session(session), self.acts.account("partner")
        if row.local_start is None or not (hours or more):
            return
        edited = plan_of(row)
        start, places = edited.local_start + timedelta(hours=hours), edited.places + more
        wish = Plan(start, edited.time_zone, edited.minutes, places)
        edits = [Edit(one, replanned(edited, wish, plan_of(one))) for one in self._reach(row, scope)]
        self.attempt(lambda: change_sessions(edits, partner, self.now))

    @rule(need=needs, level=st.sampled_from([1, 2, 2, 3, 3, 4]))
    def ask_for_level(self, need: str, level: int) -> None:
        """More or less than before; everybody teaches at level 3, so that 4 is more than anybody has."""
        skill = self.acts.world.skill("maths-tutoring")
        english = LanguageWanted("en", 4, is_required=True, verified_only=False)
        values = WhoValues([SkillWanted(skill.id, level, is_required=True)], [english], [], None, False, "")
        self.attempt(lambda: save_who(self.acts.need(need), values, self.acts.account("partner"), self.now))

    @rule(need=needs, is_sure=st.sampled_from([False, False, False, True]))
    def cancel(self, need: str, is_sure: bool) -> None:
        if is_sure:
            self.attempt(lambda: actions.cancel_matches(self.acts.need(need), self.acts.account("partner"), self.now))

    @rule(session=sessions, scope=scopes, is_sure=st.sampled_from([False, False, True]))
    def cancel_some(self, session: tuple[str, int], scope: Scope, is_sure: bool) -> None:
        row, partner = self.session(session), self.acts.account("partner")
        if is_sure and row.local_start is not None:
            chosen = self._reach(row, scope)
            self.attempt(lambda: cancel_sessions(chosen, partner, self.now, "The room is closed"))
