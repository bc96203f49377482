"""How much an agent gives at most, and whether they are of age."""
