"""A seeded company of N agents and M open needs, to measure matching with.

The same arguments give the same workload on every machine. `make(500_000)` takes seconds: agents are arrays. Nothing
here is taken from real people; the distributions are these:

- **Skills**: 1,500; an agent has 1 to 16 (uniform, mean 8.5: 4.25 million entries at 500,000 agents), drawn without
  repetition by popularity 1 ÷ (rank + 5), so the first is held by about a quarter and a middling one by one in 400.
  Levels beginner .35, intermediate .40, advanced .18, expert .07; 6 % of the entries are only wanted, 3 % of the held
  ones wanted as well.
- **Sites**: 58 zones weighted as in `sites.py`. English for 97 %, levels by site, one in ten with its region; the
  languages of the place, native for 85 % of who speaks them; 18 % have learnt one more, A1 to C1. 30 % of all entries
  are verified.
- **Hours**: a shift pattern each: early .35 (free in the evening), day .25 (evening), late .20 (morning), night .12
  (afternoon), part-time .08 (three hours about noon). Each working day is offered with chance .55, Saturday and Sunday
  with .45, 2 to 5 hours from a start that varies by two hours; 15 % of agents offer one more window. Windows may
  reach past midnight (about 3 % do). All on quarter hours, but for 1 % of the agents whose hours lie 5 minutes off.
  5 % offer nothing.
- **Limits**: rest gap 0 (.60), 30 (.25), 60 (.10), 120 (.05) minutes; a weekly limit of 2, 3, 4, 5 or 8 hours for 40 %.
- **Credentials**: a background check for 30 %, safeguarding training for 15 %, data protection for 20 %; one in ten has
  no date, the others end between a month ago and two years ahead.
- **Interests**: 0 to 5 (uniform) of 12 causes, 10 kinds and 400 partners (half causes, three in ten kinds); one in five
  entries was served well, the others chosen.
- **Record**: 60 % have none; the others attended 0 to 40 (gamma, mean 4) and missed 0 to 10 (mean 0.4), in hundredths.
  Asked in the last week 0 to 3 times (.70, .18, .08, .04), asked before that 25 % of the others; pending 0 to 3 (.90,
  .06, .03, .01); active 97 %; age 18 to 62, unknown for 5 %. Six companies, four fifths of everybody in the first.
- **Irregular agents**, 2 %: exceptions, promised or pending sessions, a block or a return; they reach an index one by
  one after the bulk.
- **Shifts**, when wished: four weeks, five a week, 8 or 9 hours by pattern.
- **Needs**: 0 to 3 required skills (.08, .44, .33, .15; popularity as above, levels .35, .42, .18, .05) and 0 to 3
  preferred ones (.30, .35, .25, .10); kinds weighted. Interpreting asks a pair of languages, translation the other
  language, all others English (.85) or the language of the place, now and then verified; one in four prefers another
  language. Tutoring and mentoring of minors ask for a background check, half also for safeguarding, and for 18 years;
  of all others one in five asks for 18 years. Nine in ten translations and one in eight of the others are flexible: 1
  to 20 hours within 1 to 6 weeks, due at 18:00 of a Tuesday to Friday. The scheduled ones have one session (.45) or a
  weekly series of 2 to 8 (one in five of them at other hours each week), of 15 to 120 minutes, in the poster's zone,
  16:00 to 20:30 on workdays (.6), by day (.25) or on weekends, the first 1 to 21 days ahead; one session in 20 has no
  free place. Connections in the last week as asks above.

`plain=True` is what SQL can be compared on: hours and sessions lie on half hours, nobody is irregular, no shifts.
"""

from benchmarks.workload.world import NOW, SETTINGS, Workload, make

__all__ = ["NOW", "SETTINGS", "Workload", "make"]
