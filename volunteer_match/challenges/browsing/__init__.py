"""The catalogue to look at: every action with how it is worked out."""
