"""The fixtures of the pages."""

from __future__ import annotations

from wsgi_browser import browser, clock

__all__ = ["browser", "clock"]
