"""Whether somebody was there: said by either side, with a reason where not, and with mercy."""
