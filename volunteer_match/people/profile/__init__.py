"""What an agent brings: skills, languages, hours, interests, credentials and limits."""
