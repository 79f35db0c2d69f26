"""Which of the person's own data stands where in what was read, and what would leave with it.

Promises:
- Pure: text in, findings out. No file, no network, no clock; nothing is looked up about anybody (V7).
- The text is folded once to a stream of codes (`fold.py`); the other spellings of a datum live on the datum's side
  (`spellings.py`, `numbers.py`, `words.py`, `addresses.py`); a rule looks at the original before anything is a finding.
- A finding names exact characters, and bytes where the reading knows them, and says how sure it is and why (V8).
- The same machinery looks through what leaves (`leaks.py`, V3), and names what it could not search.

What it does not find: two or more typing errors, a datum cut over several messages, words of fewer than three
letters, and what only a picture shows. Those limits are said where the findings are shown.
"""
