"""What Houvast knows, as data: both languages in one record, a source with a date for every fact, permanent ids.

Promises:
- Pure: reads only the TOML records that ship inside this package, once; no clock, no network, no other file.
- `say(key, lang, **values)` gives every sentence that a person sees; there is no sentence anywhere else.
- `knowledge()` gives all records, frozen and checked: every id that is named exists, no language half is empty.
- `conditions.py` is the one `when` language, over the closed vocabulary of `facts/`, in which unknown is a value.
- A fact that was not confirmed says so in its record (`status = "to_be_checked"`), and is not told as a fact.
"""
