"""Volunteer time off: paid hours that the company gives for volunteering, as a ledger."""
