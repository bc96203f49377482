"""The Volunteering Data Standard: JSON-LD of organisations, activities, roles and sessions, in the forms in use."""
