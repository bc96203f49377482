"""The company's sites and teams."""
