"""A page of one's own for a profile elsewhere: at an address that nobody can guess, and gone the moment it is ended."""
