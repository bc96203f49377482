"""The link in an e-mail that switches off its group. Looking changes nothing: programs look at links by themselves."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from volunteer_match.extensions import csrf
from volunteer_match.notifications.preferences.actions import mute, unmute
from volunteer_match.notifications.preferences.words import group_words
from volunteer_match.notifications.unsubscribing.queries import Subscription, find_subscription
from volunteer_match.web.access import public
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page

blueprint = Blueprint("unsubscribing", __name__)


def _subscription_or_404(token: str) -> Subscription:
    found = find_subscription(token)
    if found is None:
        abort(404)
    return found


def _show(token: str, state: str) -> ResponseReturnValue:
    words = group_words(_subscription_or_404(token).group)
    return page("notifications/unsubscribe.html", token=token, group=words, state=state)


@blueprint.get("/unsubscription/<token>")
@public
def show_unsubscription(token: str) -> ResponseReturnValue:
    return _show(token, "asked")


@blueprint.post("/unsubscription/<token>")
@public
@csrf.exempt  # type: ignore[untyped-decorator]  # mail programs send no cookie and no token (RFC 8058): the link is the proof
def unsubscribe(token: str) -> ResponseReturnValue:
    """Answers 200 and no redirect, as RFC 8058 (section 3.1) asks for."""
    account, group = _subscription_or_404(token)
    mute(account, group, now())
    return _show(token, "off")


@blueprint.post("/subscription/<token>")
@public
def subscribe_again(token: str) -> ResponseReturnValue:
    """For who pressed the button by mistake."""
    account, group = _subscription_or_404(token)
    unmute(account, group, now())
    return _show(token, "on")
