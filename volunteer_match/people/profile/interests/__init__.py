"""What an agent likes to give time to."""
