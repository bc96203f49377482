"""Reads facts from a file that somebody else wrote: everything is checked, and every fault is told with its path."""
