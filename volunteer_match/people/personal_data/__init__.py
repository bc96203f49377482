"""Everything that is kept of one person: to take along, and to erase."""
