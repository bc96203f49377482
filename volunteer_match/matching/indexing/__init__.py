"""The rooms behind `index.Index`: how facts are packed, and how packed facts are asked (see `docs/matching.md`)."""
