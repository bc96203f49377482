"""What payroll is told of volunteer time off, and what has changed since it was told."""
