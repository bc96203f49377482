"""Hours and volunteer time off."""
