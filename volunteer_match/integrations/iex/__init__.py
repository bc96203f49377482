"""Schedules as NICE IEX exports them: pipe-separated, or JSON. Pure.

What is publicly known of them: `|` between fields; the first line may begin with `#fields` and name them (which ones,
and in which order, each customer chooses); dates follow one of eight patterns, `mmddyyyy` unless another is set; times
have 12 or 24 hours; dates and times are in the zone of the management unit; a stop before its start is after midnight.
"""
