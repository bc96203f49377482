"""A report as data: what was asked, its headlines and its parts, from published cells only."""
