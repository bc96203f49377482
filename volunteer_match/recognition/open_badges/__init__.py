"""Certificates and badges as signed files (Open Badges 3.0), which anybody's verifier reads."""
