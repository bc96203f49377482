"""The supply meter: how many could do a need, round for partners and exact for coordinators."""
