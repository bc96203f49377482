"""Lists of needs: a partner's own, and the coordinators' board."""
