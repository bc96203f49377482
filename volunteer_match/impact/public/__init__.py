"""A company's impact page for everybody, while it is switched on; and how every figure is worked out."""
