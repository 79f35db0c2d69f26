"""Go the whole way by itself on the fictional case: real sealing, reading, capture, finding, papers and bundle.

Everything is made by the same verbs that a person uses; nothing here knows an answer beforehand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from houvast.actions.add import add_address, add_file
from houvast.actions.find import find_all
from houvast.actions.hand_over import Choice, LookedThrough, hand_over, look_through
from houvast.actions.keys import new_passphrase
from houvast.actions.mine import add_from_toml
from houvast.actions.notice import make_notice, mark_sent
from houvast.actions.open import begin, save
from houvast.actions.plan import keep_answers, plan_for
from houvast.actions.story import write_story
from houvast.actions.tell import tell_sheet
from houvast.actions.verify import verify
from houvast.actions.world import World
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError, IntakeError
from houvast.intake.capture import is_available
from houvast.intake.child import Reader
from houvast.knowledge.say import say
from houvast.outside.consent import Yes
from houvast.outside.own_pages import served
from houvast.outside.table import LOOPBACK_TOO

Show = Callable[[str], None]


def demo(folder: Path, *, examples: Path, world: World, show: Show) -> bool:
    """Make `folder` with a dossier, a bundle and the passphrase of the demo.

    Args:
        examples: the folder with the raw material of the fictional case.
        show: is told each step in words.

    Returns:
        Whether both verifiers found the bundle whole.

    Raises:
        ActionError: `actions.is_there_already`.
    """
    if folder.exists():
        raise ActionError("actions.is_there_already", name=folder.name)
    folder.mkdir(parents=True)

    def tell(key: str, **values: str | int) -> None:
        show(say(f"demo.{key}", world.lang, **values))

    answers = {name: tuple(values) for name, values in json.loads((examples / "answers.json").read_text()).items()}
    plan = plan_for(answers, world)
    tell("plan", today=len(plan.today), steps=len(plan.steps))
    for step in plan.today:
        show(f"  - {step.title[world.lang]}")
    dossier = begin(world)
    keep_answers(dossier, answers, world)
    passphrase = new_passphrase(world)
    with os.fdopen(os.open(folder / "passphrase.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
        kept.write(passphrase + "\n")
    save(dossier, folder=folder.absolute(), name="dossier", passphrase=passphrase, world=world)
    tell("saved", path=str(folder / "dossier"))
    places = write_story(dossier, (examples / "story.toml").read_text("utf-8"), world)
    tell("told", places=len(places))
    count = len(add_from_toml(dossier, (examples / "mine.toml").read_text("utf-8"), world))
    tell("mine", count=count)
    with Reader() as reader:
        _take_in(dossier, examples, places, world, reader, tell)
        found = find_all(dossier, world, reader)
        tell("found", count=len(found.hits), items=len({hit.item_seq for hit in found.hits}))
        first = min(places.values())
        draft = make_notice(dossier, place_seq=first, route="dsa16", world=world, reader=reader)
        mark_sent(dossier, draft, world=world)
        tell("notice", recipient=draft.recipient, due=draft.due)
        sheet = tell_sheet(dossier, audience="police", world=world, reader=reader)
        (folder / "Vertel-het-een-keer.pdf").write_bytes(sheet.pdf)
        tell("tell", path=str(folder / "Vertel-het-een-keer.pdf"))
        choice, looked = _choose(dossier, world, reader, tell)
    hand_over(dossier, out=folder / "bundle", choice=choice, looked=looked, world=world)
    tell("handed_over", path=str(folder / "bundle"))
    return _verified(folder, world, show, tell)


def _take_in(
    dossier: Dossier, examples: Path, places: dict[str, int], world: World, reader: Reader, tell: Callable[..., None]
) -> None:
    for file in sorted(path for path in (examples / "raw").iterdir() if path.is_file()):
        place = next((seq for key, seq in places.items() if key in file.name), 0)
        with file.open("rb") as data:
            added = add_file(
                dossier,
                name=file.name,
                data=data,
                size=file.stat().st_size,
                place_seq=place,
                world=world,
                reader=reader,
            )
        tell("added", number=added.seq, name=file.name, kind=say(f"medium.{added.medium}", world.lang))
    available, why = is_available()
    if not available:
        tell("no_capture", why=say(why, world.lang))
        return
    with served(examples / "site") as address:
        yes = Yes(purpose="capture", host="127.0.0.1", given=world.now())
        try:
            added = add_address(dossier, address=address, yes=yes, table=LOOPBACK_TOO, world=world)
        except IntakeError as error:
            tell("no_capture", why=say(f"error.{error.code}", world.lang, **error.values))
        else:
            tell("captured", number=added.seq, state=say(f"capture_state.{added.state}", world.lang))


def _choose(dossier: Dossier, world: World, reader: Reader, tell: Callable[..., None]) -> tuple[Choice, LookedThrough]:
    """Look first; then leave at home the files with protected data in them, as a careful person would."""
    choice = Choice()
    looked = look_through(dossier, choice, world=world, reader=reader)
    for hit in looked.hits:
        tell("leak", kind=say(f"kind.{hit.kind}", world.lang), where=hit.where)
    out = tuple(sorted({hit.seq for hit in looked.hits if hit.path.startswith("stukken/")}))
    if out:
        tell("left_out", items=", ".join(map(str, out)))
        choice = Choice(without_files=out)
        looked = look_through(dossier, choice, world=world, reader=reader)
    tell("looked", files=looked.files, hits=len(looked.hits))
    return choice, looked


def _verified(folder: Path, world: World, show: Show, tell: Callable[..., None]) -> bool:
    report = verify(folder / "bundle", against=None, passphrase=None, world=world)
    for line in report.lines:
        show(line)
    command = [sys.executable, "-I", "-S", "houvast_verify.py"]
    alone = subprocess.run(command, cwd=folder / "bundle", capture_output=True, text=True, check=False)
    show(alone.stdout.rstrip())
    tell("end", dossier=str(folder / "dossier"), bundle=str(folder / "bundle"))
    return report.whole and alone.returncode == 0
