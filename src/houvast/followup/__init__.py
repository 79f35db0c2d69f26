"""Follow-up: which clock runs after a notice or request, when it ends, and whether the law or our own rule says so.

Promises:
- Pure: no clock of its own, no network, no file but the knowledge. Time comes in as an argument.
- Always counted from the origin, never from a day that was already moved on.
- Every sum is shown in words, with each day that was skipped and why.
- A term that the law does not give is never presented as one.
"""
