"""Photos as evidence of an entry: cleaned as they come in, seen by a coordinator before anybody else."""
