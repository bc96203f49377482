"""Settles months that are over: works their figures out once, withholds what must be, and never changes them."""
