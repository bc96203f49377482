"""The weekly e-mail "your week": what fits, what was promised, thanks."""
