"""How agents find needs: For you, search, and the page of one need."""
