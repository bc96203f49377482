"""The comparison itself, pure: days in, curves and a figure with its interval out. See docs/retention.md."""
