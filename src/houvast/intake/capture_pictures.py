"""Pictures of a page in tiles: above some 110 megapixels one shot comes out white at the end, without any error."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from houvast.intake.capture_found import VIEWPORT, Found, Place

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

TILE = 8000
OVERLAP = 100
MOST_HEIGHT = 80_000
MOST_WIDTH = 4000


def tile_ranges(height: int) -> list[tuple[int, int]]:
    """Top and bottom of each tile: none above `TILE`, each but the first begins `OVERLAP` above the end of the last."""
    ranges = [(0, min(height, TILE))]
    while ranges[-1][1] < height:
        top = ranges[-1][1] - OVERLAP
        ranges.append((top, min(height, top + TILE)))
    return ranges


async def first_screen(page: CDPSession, found: Found) -> None:
    """Picture what is on the screen before anything was touched."""
    answer = await page.send("Page.captureScreenshot", {"format": "png"})
    _keep(base64.b64decode(answer["data"]), "as_found", 0, VIEWPORT[1], found)


async def whole_page(page: CDPSession, found: Found) -> None:
    """Picture the whole page in tiles, and look whether they fit together."""
    size = (await page.send("Page.getLayoutMetrics"))["cssContentSize"]
    width = min(max(int(size["width"]), VIEWPORT[0]), MOST_WIDTH)
    height = max(int(size["height"]), VIEWPORT[1])
    if height > MOST_HEIGHT:
        found.reasons.append("reason.capture_too_high")
    above: Image.Image | None = None
    for top, bottom in tile_ranges(min(height, MOST_HEIGHT)):
        clip = {"x": 0, "y": top, "width": width, "height": bottom - top, "scale": 1}
        answer = await page.send(
            "Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True}
        )
        tile = _keep(base64.b64decode(answer["data"]), "whole", top, bottom, found)
        if above is not None and not _fit(above, tile):
            found.limits.append("limit.capture_moved")
        above = tile


def _keep(png: bytes, phase: str, top: int, bottom: int, found: Found) -> Image.Image:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    low_and_high: Any = picture.getextrema()  # of an RGB picture: a pair for each channel
    one_colour = all(low == high for low, high in low_and_high)
    if one_colour:
        found.limits.append("limit.capture_blank")
    found.pictures.append(png)
    found.places.append(Place(phase, top, bottom, one_colour))
    return picture


def _fit(above: Image.Image, below: Image.Image) -> bool:
    """Whether the last rows of a tile are the first rows of the next."""
    if above.width != below.width or below.height < OVERLAP:
        return False
    end = above.crop((0, above.height - OVERLAP, above.width, above.height))
    return end.tobytes() == below.crop((0, 0, below.width, OVERLAP)).tobytes()
