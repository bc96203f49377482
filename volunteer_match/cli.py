"""The command `volunteer-match`."""

import click

from volunteer_match.commands import checking, demonstrating, people, ranking, serving
from volunteer_match.integrations.commands import import_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Brings remote workers together with non-profits that need them."""


for group in (serving, demonstrating, people, ranking, checking):
    for command in group.COMMANDS:
        main.add_command(command)
main.add_command(import_command)

if __name__ == "__main__":
    main()
