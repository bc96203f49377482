"""The signed link of an e-mail that switches its group off: bound to one account and one group, and to nothing else.

It works without a session and for as long as the account is there (RFC 8058 wants both: mail programs call it for the
reader, and e-mails are kept for years). It can only switch e-mails on and off, so whoever gets hold of it learns and
harms little.
"""

from itsdangerous import BadSignature, URLSafeSerializer

from volunteer_match.notifications.kinds import NoticeGroup

SALT = "unsubscribe"


def make_token(secret_key: str, account_public_id: str, group: NoticeGroup) -> str:
    return str(URLSafeSerializer(secret_key, salt=SALT).dumps([account_public_id, group.value]))


def read_token(secret_key: str, token: str) -> tuple[str, NoticeGroup] | None:
    """The public id of the account, and the group; None for anything that was not made by `make_token`."""
    try:
        account_public_id, code = URLSafeSerializer(secret_key, salt=SALT).loads(token)
        return account_public_id, NoticeGroup(code)
    except (BadSignature, TypeError, ValueError):
        return None
