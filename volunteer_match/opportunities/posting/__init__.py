"""Writing a need in four short steps, saved at every one."""
