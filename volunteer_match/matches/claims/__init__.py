"""An agent claims, waits and takes back: the addresses of claims."""
