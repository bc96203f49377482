"""Sentences for what is wrong with a list of guests."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.people.invitations.rules import MAX_LINES, LineFault, TableFault

LINES: dict[LineFault, Any] = {
    LineFault.NO_EMAIL: _("There is no e-mail address."),
    LineFault.BAD_EMAIL: _("This is not an e-mail address."),
    LineFault.TWICE: _("The address stands in an earlier line too."),
    LineFault.HAS_ACCOUNT: _("There is an account with this address already."),
    LineFault.UNKNOWN_SITE: _("There is no such site."),
    LineFault.UNKNOWN_TEAM: _("The site has no such team."),
    LineFault.TEAM_WITHOUT_SITE: _("A team needs its site."),
    LineFault.NUMBER_TAKEN: _("Somebody has this employee number already."),
    LineFault.LONG_NAME: _("A name is too long."),
}
TABLES: dict[TableFault, Any] = {
    TableFault.NO_EMAIL_COLUMN: _("No column is called “email”. The first line must name the columns."),
    TableFault.NO_LINES: _("The file has a first line and nothing under it."),
    TableFault.TOO_MANY: _("The file has more than %(most)s people. Split it."),
}


def line_words(fault: LineFault) -> str:
    return str(LINES[fault])


def table_words(fault: TableFault) -> str:
    return str(TABLES[fault] % {"most": MAX_LINES} if fault is TableFault.TOO_MANY else TABLES[fault])
