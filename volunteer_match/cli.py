"""The command `volunteer-match`. A command's module is loaded when it is called, so that each starts quickly."""

from importlib import import_module

import click

COMMANDS = {
    "run": "serving",
    "worker": "working",
    "migrate": "serving",
    "demo": "demonstrating",
    "import": "importing",
    "create-admin": "people",
    "reset-link": "people",
    "rank": "ranking",
    "check": "checking",
    "skills": "skills",
    "calendar": "calendars",
    "shifts": "shifts",
    "factors": "factors",
    "retention": "retention",
    "challenges": "challenges",
}
"""Each command with the module of volunteer_match.commands that holds it."""


class LateCommands(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"volunteer_match.commands.{COMMANDS[cmd_name]}")
        found: click.Command = next(command for command in module.COMMANDS if command.name == cmd_name)
        return found


@click.group(cls=LateCommands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Brings remote workers together with non-profits that need them."""


if __name__ == "__main__":
    main()
