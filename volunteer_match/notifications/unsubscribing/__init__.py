"""Switching e-mails off from an e-mail, without signing in."""
