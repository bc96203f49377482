"""Where people arrive, and what everybody may read."""
