"""Renews the fonts in `src/houvast/fonts` from the two npm packages that carry them, and writes where they came from.

Run it with `make fonts` or `.venv/bin/python tools/fonts.py`. It needs npm, fontTools and brotli, which nothing else in
the project needs; the registry is the one that npm is set to. Same packages, same bytes: the files keep the dates and
tables of their origin, so a second run changes nothing.

What it makes:
- `*.woff2` for the screen, as they stand in the package (subset "latin").
- `*.ttf` for Typst, which cannot read woff2: the subsets of one style merged into one static font.
- `coverage.txt`: the code points that the papers can draw, as hexadecimal ranges. `letters/glyphs.py` reads it.
- `OFL-*.txt`: the licences; `ORIGIN.md`: package, version and SHA-256 of every file.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[1] / "src" / "houvast" / "fonts"
ATKINSON, SERIF = "@fontsource/atkinson-hyperlegible-next@5.3.0", "@fontsource/source-serif-4@5.3.1"
LATIN = ("latin", "latin-ext")
SCRIPTS = (*LATIN, "vietnamese", "greek", "cyrillic", "cyrillic-ext")

# name of the file here, package, its file name without subset, weight and style, subsets
STYLES = (
    ("AtkinsonHyperlegibleNext-Regular", ATKINSON, "atkinson-hyperlegible-next", "400-normal", LATIN),
    ("AtkinsonHyperlegibleNext-Italic", ATKINSON, "atkinson-hyperlegible-next", "400-italic", LATIN),
    ("AtkinsonHyperlegibleNext-Bold", ATKINSON, "atkinson-hyperlegible-next", "700-normal", LATIN),
    ("SourceSerif4-Regular", SERIF, "source-serif-4", "400-normal", SCRIPTS),
    ("SourceSerif4-SemiBold", SERIF, "source-serif-4", "600-normal", SCRIPTS),
)
ON_SCREEN = {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Italic", "AtkinsonHyperlegibleNext-Bold",
             "SourceSerif4-SemiBold"}  # fmt: skip


def main() -> None:
    """Fetches the packages, makes the files, and writes their origin."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        packages = {spec: _unpacked(spec, work) for spec in (ATKINSON, SERIF)}
        drawn: set[int] = set()
        for target, spec, stem, style, subsets in STYLES:
            files = packages[spec] / "files"
            if target in ON_SCREEN:
                source = files / f"{stem}-latin-{style}.woff2"
                (FOLDER / f"{target}.woff2").write_bytes(source.read_bytes())
            font = _merged([files / f"{stem}-{subset}-{style}.woff2" for subset in subsets], work)
            font.save(FOLDER / f"{target}.ttf")
            if target.endswith("Regular"):
                drawn |= set(font.getBestCmap())
        (FOLDER / "OFL-AtkinsonHyperlegibleNext.txt").write_bytes((packages[ATKINSON] / "LICENSE").read_bytes())
        (FOLDER / "OFL-SourceSerif4.txt").write_bytes((packages[SERIF] / "LICENSE").read_bytes())
        (FOLDER / "coverage.txt").write_text(_ranges(drawn))
        versions = [json.loads((folder / "package.json").read_text()) for folder in packages.values()]
    (FOLDER / "ORIGIN.md").write_text(_origin(versions))


def _unpacked(spec: str, work: Path) -> Path:
    """The folder of a package, unpacked; npm checks the archive against the registry's own hash."""
    packed = subprocess.run(["npm", "pack", spec, "--silent"], cwd=work, check=True, capture_output=True, text=True)
    folder = work / spec.replace("/", "_")
    with tarfile.open(work / packed.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def _merged(parts: list[Path], work: Path) -> TTFont:
    """One static font of several subsets of the same style, with the dates of the first."""
    made = []
    for number, part in enumerate(parts):
        font = TTFont(part, recalcTimestamp=False)
        font.flavor = None
        made.append(str(work / f"{part.stem}-{number}.ttf"))
        font.save(made[-1])
    font = Merger().merge(made)
    first = TTFont(made[0])
    font["head"].created, font["head"].modified = first["head"].created, first["head"].modified
    font.recalcTimestamp = False
    return font


def _ranges(points: set[int]) -> str:
    """Code points as lines "first-last", hexadecimal, in order."""
    lines: list[list[int]] = []
    for point in sorted(points):
        if lines and lines[-1][1] == point - 1:
            lines[-1][1] = point
        else:
            lines.append([point, point])
    return "".join(f"{first:04x}-{last:04x}\n" for first, last in lines)


def _origin(packages: list[dict[str, str]]) -> str:
    """The text of ORIGIN.md."""
    rows = [
        f"| `{path.name}` | {path.stat().st_size} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |"
        for path in sorted(FOLDER.iterdir())
        if path.suffix in {".ttf", ".woff2", ".txt"}
    ]
    named = [f"- npm package `{made['name']}` {made['version']}, licence {made['license']}" for made in packages]
    return "\n".join(
        [
            "# Where these fonts come from",
            "",
            "Text: Atkinson Hyperlegible Next (the Atkinson Hyperlegible Next Project Authors). Headings, and letters",
            "outside the Latin alphabet: Source Serif 4 (Adobe). Both under the SIL Open Font License 1.1; the licence",
            "texts stand beside them.",
            "",
            *named,
            "",
            "Made by `tools/fonts.py`: the `.woff2` files are unchanged; each `.ttf` is the subsets of one style,",
            "unpacked and merged with fontTools into one static font, because Typst reads no woff2. `coverage.txt`",
            "lists the code points that the papers can draw.",
            "",
            "| file | bytes | SHA-256 |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main()
