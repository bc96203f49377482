"""The whole life of a match, in any order."""
