"""The verbs: one module per thing that a person can do. They join the rooms; pages and terminal call the same ones.

Promises:
- Nothing here reads a clock, makes randomness or opens a connection by itself: `World` and `Yes` are handed in.
- One act of a person becomes one line. Who writes in both books writes the record first.
- What cannot be done as asked ends in a `HouvastError` with a sentence that says what can; nothing is half done.
"""
