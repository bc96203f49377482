"""The dated sessions of a need: added, moved, cancelled, and their instants derived from wall times."""
