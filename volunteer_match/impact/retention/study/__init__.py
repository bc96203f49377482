"""The comparison itself, pure: days in, curves and a figure with its interval out. docs/retention.md tells how and why."""
