"""Which e-mails a person wants, and when."""
