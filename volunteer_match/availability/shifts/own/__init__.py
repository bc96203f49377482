"""An agent's own shifts: where they came from, a file of one's own, calendars to follow."""
