"""Work that is done beside the pages: jobs that something led to, and sweeps that time asks for.

`enqueue` (actions) writes a job in the transaction of its cause; `registry` says what each kind does; `sweeps` lists
what time asks for; `worker` runs all of it. Domains import `actions` alone: the others import the domains.
"""
