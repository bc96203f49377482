"""/shifts/activities: which names of activities count as work, and trying a name out."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.availability.shifts.activities.actions import change_rules
from volunteer_match.availability.shifts.activities.forms import RulesForm
from volunteer_match.availability.shifts.activities.queries import met_activities
from volunteer_match.availability.shifts.rules import (
    LONGEST_NAME,
    USUAL_RULES,
    ActivityRule,
    Counts,
    find_rule,
    rules_of,
)
from volunteer_match.availability.shifts.words import COUNTS
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("shift_activities", __name__)


def _show(form: RulesForm, note: str = "", status: int = 200) -> ResponseReturnValue:
    tried = request.args.get("name", "").strip()[:LONGEST_NAME]
    rules = rules_of(current_user.company.activity_rules)
    return page(
        "availability/shifts/activities.html",
        status=status,
        form=form,
        note=note,
        met=met_activities(current_user.company),
        tried=tried,
        verdict=_verdict(tried, rules) if tried else "",
        counts=COUNTS,
        is_usual=rules == USUAL_RULES,
    )


def _verdict(name: str, rules: tuple[ActivityRule, ...]) -> str:
    """How a name counts, and why."""
    rule = find_rule(name, rules)
    if rule is None:
        return _("“%(name)s” counts as work: no rule names it.", name=name)
    if rule.counts is Counts.WORK:
        return _("“%(name)s” counts as work, by the rule “%(rule)s”.", name=name, rule=rule.pattern)
    return _("“%(name)s” counts as free, by the rule “%(rule)s”.", name=name, rule=rule.pattern)


@blueprint.get("/shifts/activities")
@staff
def show_activities() -> ResponseReturnValue:
    return _show(RulesForm.of_rules(rules_of(current_user.company.activity_rules)))


@blueprint.post("/shifts/activities")
@staff
def save_rules() -> ResponseReturnValue:
    """Saves, or answers the editor's own buttons with another order, or a row more or less."""
    form = RulesForm.of_request(request.form)
    if note := _edit(form):
        return _show(form, note)
    rules = form.rules()
    if form.errors:
        return _show(form, status=422)
    turned = change_rules(current_user.company, rules or USUAL_RULES, current_user.account, now())
    tell(
        ngettext(
            "The rules are saved. %(num)s activity counts otherwise now.",
            "The rules are saved. %(num)s activities count otherwise now.",
            len(turned),
        )
    )
    return see_other("shift_activities.show_activities")


def _edit(form: RulesForm) -> str:
    """What one of the editor's buttons did; empty if the main button was pressed."""
    if request.form.get("add"):
        form.add()
        return _("There is one more line at the end. Fill it in, then save.")
    if number := request.form.get("remove"):
        form.remove(number)
        return _("The line is gone. Save to keep it so.")
    if number := request.form.get("up"):
        form.move_up(number)
        return _("The line is one place higher. Save to keep it so.")
    return ""


@blueprint.post("/shifts/activities/usual")
@staff
def restore_usual() -> ResponseReturnValue:
    """The rules of the house again."""
    change_rules(current_user.company, USUAL_RULES, current_user.account, now())
    tell(_("The usual rules hold again."))
    return see_other("shift_activities.show_activities")
