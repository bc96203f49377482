"""Work shifts: read from files and calendars, kept by source, held against what people promised."""
