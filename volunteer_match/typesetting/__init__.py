"""Documents for paper and for keeping: data and a template in, a tagged PDF out. Knows no domain and no framework."""
