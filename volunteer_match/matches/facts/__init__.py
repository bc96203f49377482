"""Turns rows into matching's facts: the one door between the database and the pure core.

Each reader takes many ids and asks the database a fixed number of times, however many there are.
"""
