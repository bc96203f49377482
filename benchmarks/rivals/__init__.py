"""The same question put to SQL: the top 50 agents for an opportunity, with their fit and order.

The statements join, pass the gates and score in whole numbers by the formula of the reference, and are compared with
the index on the *plain* workload (see `benchmarks.workload`). Much is made easy for SQL:

- **Time** comes as UTC slots of half an hour, worked out beforehand, of one week: no clock changes between the first
  and the last session of the workload (`slots.py` makes sure), so one week stands for all. For each agent and boundary
  of slots it is also stored how long the free time before and after it lasts. A weekly series is looked up once.
  No shifts, exceptions, promises, blocks and returns; so weekly limits are one comparison with a column.
- **Languages** are stored under every tag that they meet (`pt-BR` also as `pt`), the best level and the best verified
  level of each.
- **Daytime** is a column with the agent's offset from UTC.
- **Reliability** is stored as numerator and denominator in hundredths, and fairness as powers of 9 and 10.
- **Ties**: SQL sorts by order and by who was asked least recently; the seeded lot after that is spared.
- The tables are written in the order in which they are read, analysed, and wholly in memory before the first question.
  Names are numbers already. Nothing is committed meanwhile, nobody else asks.
- Statements are written beforehand: only asking and fetching is timed. Reasons and gates in words are not asked for.
"""
