"""Where people meet: the partner's own link, or a room made for each session; shown shortly before, never earlier."""
