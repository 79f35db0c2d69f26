"""From a few answers to a personal plan, with the rule behind every line of it.

Promises:
- Pure: the same answers, knowledge and moment give the same plan; no clock, no file, no network.
- Only decision tables decide. Every plan carries the rows that fired and those that did not, with the fact why.
- Never more than three steps under today; danger first; nothing is blocked by "unknown" or by a skipped question,
  but that a helper needs the person's yes (V6).
- A human being who is open now, and allowed for this person, stands in every plan (V9).
"""
