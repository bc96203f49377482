"""Attendance and absences."""
