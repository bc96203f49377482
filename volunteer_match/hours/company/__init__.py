"""The hours of a company: totals by site and team, and the file of them."""
