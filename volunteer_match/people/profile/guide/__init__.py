"""The first-time guide."""
