"""What a doxing case is: the acts that are written in its two books, and the case that they add up to.

Promises:
- Pure: no clock, no randomness, no file, nothing but the standard library.
- Each kind of act says in which book it belongs (`acts.py`); `codec.py` alone turns acts into parts and back.
- The state is what folding the acts gives (`fold.py`); there is no other state.
- What a reader found in an item is a `Reading` (`reading.py`), with positions in the original.
"""
