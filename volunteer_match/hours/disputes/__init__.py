"""Hours on which the two sides do not agree, and the coordinator who decides."""
