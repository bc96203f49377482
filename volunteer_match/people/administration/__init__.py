"""What administrators do with the accounts of their company."""
