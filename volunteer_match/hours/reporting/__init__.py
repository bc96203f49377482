"""Hours that the agent writes down: work in their own time, and what they correct."""
