"""Importing a list of joiners and leavers: read, looked at, then taken whole in place of the former one."""
