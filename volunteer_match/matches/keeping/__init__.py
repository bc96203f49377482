"""Each process keeps an index of its own beside the database, and follows the change log.

`bulk` reads everybody at once, `log` says what changed since, `due` what time alone changes, `keeper` puts the three
together, and `ranking` is what pages ask.
"""
