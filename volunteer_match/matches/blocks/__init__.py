"""Coordinators keep a volunteer from a kind of need or from a partner."""
