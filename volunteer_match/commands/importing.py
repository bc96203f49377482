"""Real needs from files; integrations/commands.py has the command itself."""

from volunteer_match.integrations.commands import import_command

COMMANDS = (import_command,)
