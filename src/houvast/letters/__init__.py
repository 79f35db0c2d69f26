"""Letters: every paper of the first weeks, made from what is known and from nothing else.

Promises:
- A sentence that states a fact of the case is never printed while that fact is unknown; what is missing is asked for
  by name (`LetterError` "letters.missing_fact").
- The views that come in have no place for the value of an own datum, so a secret one cannot be printed.
- Everything that people wrote is data to Typst, never markup; a paper reads nothing from disk but its own fonts and
  templates, and writes nothing.
- The same input and date give the same bytes.
- Every paper says that no jurist has reviewed it, that it is no legal advice, and names a human being who helps.
"""
