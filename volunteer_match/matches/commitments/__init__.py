"""What an agent has promised, and the page of one match."""
