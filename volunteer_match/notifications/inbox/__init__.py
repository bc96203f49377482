"""What each person is told."""
