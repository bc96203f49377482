"""What people let others see of them. Nothing, until they say so."""
