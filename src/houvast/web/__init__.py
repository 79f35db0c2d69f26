"""The pages: what a person sees, in a browser on the same computer.

Promises:
- No rules, no storage, no cryptography, no database. A page asks `actions` and shows what comes back.
- Everything that the server remembers is in memory (`house.py`) and gone when it stops. Nothing of an upload touches
  the disk unsealed (`uploads.py`).
- Nobody else reaches a page: own address only, own host name only, a one-time link, a strict cookie, a check of who
  asks on every request (`door.py`, `middleware.py`).
- Every page works without JavaScript; no address or title says what this is about.
- Every sentence lives in `knowledge/texts/web.toml` or with the room that says it.
"""
