"""What people are asked to answer, until when, and what happens when no answer comes."""
