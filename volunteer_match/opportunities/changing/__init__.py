"""What a partner changes in a need that people have promised to, and how these people hear of it."""
