"""The hours of a company: the total, and the file of them."""
