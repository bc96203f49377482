"""What was sent, what waits, what failed."""
