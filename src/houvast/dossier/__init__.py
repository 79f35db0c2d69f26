"""The sealed file: two books, their keys, log, originals and time stamps; what leaves, and whether it is whole.

Promises:
- Knows bytes only, nothing of doxing. The only package that imports cryptography, pyrage and rfc3161_client.
- A write that was acknowledged survives a killed process and a power cut.
- Whatever is changed, cut, swapped or missing is reported by name; what was destroyed on purpose is called that.
- Nothing readable is written to disk, except in a bundle that was asked for.
- Only `houvast.errors` classes come out.

The format stands in `docs/dossier-format.md`, exact enough for a second program.
"""
