"""The browsers that a person is signed in with."""
