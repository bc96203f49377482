"""The people of the company, as its coordinators see them."""
