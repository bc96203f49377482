"""Calendars that agents subscribe to: asked for now and then, in a job of their own."""
