"""The door for a WSGI server."""

import gc

from volunteer_match import create_app
from volunteer_match.matches.keeping.keeper import begin_index

app = create_app()
begin_index(app)

# What is loaded by now lives as long as the process: the collector need not walk through it during requests.
gc.collect()
gc.freeze()
