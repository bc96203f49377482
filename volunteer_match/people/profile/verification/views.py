"""/verifications: credentials and language levels that wait, one in focus; and credentials that end soon."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.matches.proofs.queries import resting_on
from volunteer_match.people.profile.models import Credential
from volunteer_match.people.profile.queries import local_today
from volunteer_match.people.profile.rules import expiry_of
from volunteer_match.people.profile.verification import actions, queries
from volunteer_match.people.profile.verification.forms import DecisionForm
from volunteer_match.people.profile.verification.queries import Proof
from volunteer_match.people.profile.verification.rules import VerificationRefusal
from volunteer_match.refusals import Refused
from volunteer_match.web.access import staff
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.labels import credential_name, language_name, proficiency_name
from volunteer_match.web.messages import tell
from volunteer_match.web.times import format_ago

blueprint = Blueprint("verification", __name__)
FORM_FAULTS = frozenset({VerificationRefusal.NO_REASON, VerificationRefusal.EXPIRED})


def proof_or_404(kind: str, public_id: str) -> Proof:
    return queries.find_proof(kind, public_id, current_user.account) or abort(404)


def proof_name(proof: Proof) -> str:
    """ "Background check", or "Polish, B2"."""
    if isinstance(proof, Credential):
        return credential_name(proof.kind)
    return f"{language_name(proof.tag)}, {proficiency_name(proof.level)}"


def address_of(proof: Proof, endpoint: str = "show_proof") -> str:
    kind = "credentials" if isinstance(proof, Credential) else "languages"
    return url_for(f"verification.{endpoint}", kind=kind, public_id=proof.public_id)


def _item(proof: Proof, focus: Proof) -> dict[str, object]:
    waits = (
        _("Credential, sent %(when)s", when=format_ago(proof.created_at, now()))
        if isinstance(proof, Credential)
        else _("Language level")
    )
    return {
        "url": address_of(proof),
        "name": proof.agent.account.display_name,
        "title": proof_name(proof),
        "note": waits,
        "urgent": None,
        "current": proof is focus,
    }


def _show(proof: Proof | None, form: DecisionForm | None = None, status: int = 200) -> ResponseReturnValue:
    """The queue with one case in focus. A look at a reference is recorded."""
    waiting = queries.waiting_proofs(current_user.account)
    focus = proof or (waiting[0] if waiting else None)
    if focus is None:
        return page("people/profile/verification/empty.html")
    if isinstance(focus, Credential):
        record("credential.read", current_user.account, now(), subject=focus, agent=focus.agent.account.public_id)
    return page(
        "people/profile/verification/queue.html",
        status=status,
        items=[_item(entry, focus) for entry in waiting],
        count=queries.count_waiting(current_user.account),
        proof=focus,
        name=proof_name(focus),
        credential=focus if isinstance(focus, Credential) else None,
        expiry=expiry_of(focus.expires_on, local_today(focus.agent.account, now()))
        if isinstance(focus, Credential)
        else None,
        form=form or DecisionForm(None),
        decision=address_of(focus, "decide"),
        reopening=address_of(focus, "reopen"),
        stamp=queries.stamp_of(focus),
        resting=resting_on(focus, now()),
        zone=current_user.time_zone,
    )


@blueprint.get("/verifications")
@staff
def show_queue() -> ResponseReturnValue:
    begin_write(db.session)
    return _show(None)


@blueprint.get("/verifications/expiring")
@staff
def show_expiring() -> ResponseReturnValue:
    today = local_today(current_user.account, now())
    rows = [
        (entry, expiry_of(entry.expires_on, today)) for entry in queries.ending_credentials(current_user.account, today)
    ]
    return page("people/profile/verification/expiring.html", credentials=rows)


@blueprint.get("/verifications/<kind>/<public_id>")
@staff
def show_proof(kind: str, public_id: str) -> ResponseReturnValue:
    begin_write(db.session)
    return _show(proof_or_404(kind, public_id))


@blueprint.post("/verifications/<kind>/<public_id>/decision")
@staff
def decide(kind: str, public_id: str) -> ResponseReturnValue:
    proof, form = proof_or_404(kind, public_id), DecisionForm()
    if not form.validate():
        return _show(proof, form, 422)
    verdict = Verdict(form.verdict.data)
    try:
        seen, reason = form.seen.data, form.reason.data or ""
        ended = actions.decide(proof, verdict, reason, current_user.account, now(), seen=seen)
    except Refused as refused:
        form.reason.errors = [_(refused.refusal.sentence)]
        return _show(proof, form, 422 if refused.refusal in FORM_FAULTS else 409)
    told = (
        _("%(name)s of %(person)s is verified.")
        if verdict is Verdict.VERIFIED
        else _("%(name)s of %(person)s is refused.")
    )
    words = [told % {"name": proof_name(proof), "person": proof.agent.account.display_name}]
    if ended:
        words.append(
            ngettext(
                "%(num)s match that rested on it has ended.", "%(num)s matches that rested on it have ended.", ended
            )
        )
    tell(
        " ".join(words),
        undo_address=address_of(proof, "reopen"),
    )
    return see_other("verification.show_queue")


@blueprint.post("/verifications/<kind>/<public_id>/reopening")
@staff
def reopen(kind: str, public_id: str) -> ResponseReturnValue:
    proof = proof_or_404(kind, public_id)
    actions.reopen(proof, current_user.account, now())
    tell(_("%(name)s waits for a decision again.", name=proof_name(proof)), category="info")
    return see_other("verification.show_proof", kind=kind, public_id=public_id)
