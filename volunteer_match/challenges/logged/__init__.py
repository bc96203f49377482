"""What people log: the form of an action, one entry with its working, and its correction."""
