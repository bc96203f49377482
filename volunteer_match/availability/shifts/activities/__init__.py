"""Names of activities: those that imports met, and the company's rules for how each counts."""
