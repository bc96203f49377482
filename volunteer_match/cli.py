"""The command `volunteer-match`."""

import click

from volunteer_match.commands import serving


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Brings remote workers together with non-profits that need them."""


for command in serving.COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
