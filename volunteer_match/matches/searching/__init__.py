"""One search for staff over people, needs and partners."""
