"""How quick, how large and how right the index is: the parts of `benchmarks.matching`."""
