"""The heart: who can do what, how well it fits, why, and in what order. Pure: facts in, ranking and reasons out."""
