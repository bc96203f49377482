"""The coordinators' side of volunteer time off: the queue, one person's account, corrections."""
