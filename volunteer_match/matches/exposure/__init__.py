"""How matches and invitations are spread: for coordinators, with small groups withheld."""
