"""Reports for the coordinators, never for the person concerned."""
