"""How an account begins: by an invitation that somebody sent."""
