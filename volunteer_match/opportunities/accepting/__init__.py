"""Imported drafts, which a coordinator accepts or refuses."""
