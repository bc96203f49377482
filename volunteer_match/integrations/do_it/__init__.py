"""Do-it, a British service for volunteering: its activities as exported from MongoDB."""
