"""The demo world: a company, its people, their partners and what happened between them, as plain data.

Nothing here knows the database. `build_world` makes the same world for the same numbers; its dates are counted from
today, and `dates` turns them into instants.
"""
