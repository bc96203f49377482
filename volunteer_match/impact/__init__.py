"""What came of it all: figures of whole months that are published once, and small groups withheld for good."""
