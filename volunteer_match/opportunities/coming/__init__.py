"""Who is coming to a need: to look at, to print, and to confirm afterwards."""
