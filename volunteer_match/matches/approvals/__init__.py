"""The queue of claims that wait for a decision."""
