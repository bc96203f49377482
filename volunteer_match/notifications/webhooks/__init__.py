"""Messages into the chat of a team or of the coordinators, through a webhook of Slack or Microsoft Teams."""
