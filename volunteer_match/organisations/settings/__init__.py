"""What a company sets for all its people."""
