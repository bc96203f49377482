"""What leaves the house for people's calendars: invitations by mail, private feeds, files to download."""
