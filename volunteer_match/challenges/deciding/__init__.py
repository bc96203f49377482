"""Coordinators look at what was logged: they accept it, ask about it, or say that it does not count."""
