"""Suggests skills, languages and levels from what somebody wrote. PURE: text and a catalogue in, suggestions out."""
