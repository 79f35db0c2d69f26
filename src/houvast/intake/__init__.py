"""From the bytes of an original to a `Reading`, a preview and a stated outcome.

Promises:
- Copy first, parse second, count third: nothing here changes an original, and every line of an export is counted.
- Parsers of foreign formats run in a child process without network, without writing, with memory and time limits
  (`child.py`, `lockdown.py`). Hostile input ends in a stated outcome; the original is kept whatever a parser says.
- Where a character stands in the original is kept as byte positions wherever the original is text.
- What was not read or could not be searched is named, never passed over in silence.
"""
