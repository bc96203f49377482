"""What measures speed and what proves promises over time, on the real server.

Each module prints its figures as a table, or as JSON with --json.
"""
