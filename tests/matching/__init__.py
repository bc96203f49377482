"""The pure matching core."""
