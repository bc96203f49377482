"""The door for a WSGI server."""

import gc

from volunteer_match import create_app

app = create_app()

# What is loaded by now lives as long as the process: the collector need not walk through it during requests.
gc.collect()
gc.freeze()
