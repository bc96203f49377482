"""The web server's own process. It loads what the application is made of once; its workers are forked from it, so that
they start at once, are started anew at once, and share that memory.

`python -m volunteer_match.commands.server` takes the options of granian.
"""

from granian.cli import entrypoint

import volunteer_match.factory
import volunteer_match.matches.keeping.keeper
import volunteer_match.site_map  # noqa: F401

if __name__ == "__main__":
    entrypoint()
