"""The door for a WSGI server."""

from volunteer_match import create_app

app = create_app()
