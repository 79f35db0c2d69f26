"""Have the last line stamped by a time-stamp server (RFC 3161), when the person has chosen one and says yes.

The server learns a hash of 32 bytes, the moment, and the internet address of this computer; nothing of the case.
"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlsplit

from houvast.actions.open import the_case, write
from houvast.actions.world import World
from houvast.case.acts import Contact, Setting
from houvast.dossier.dossier import Dossier
from houvast.errors import ActionError
from houvast.outside.consent import Yes
from houvast.outside.table import Table
from houvast.outside.timestamps import ask

SERVER, ROOTS = "stamp_server", "stamp_roots"


def choose_server(dossier: Dossier, *, url: str, roots: bytes, world: World) -> None:
    """Remember which server stamps this dossier, and which root certificates (PEM) its replies must lead to.

    Raises:
        ActionError: `actions.no_stamp_roots` when there is no certificate in `roots`.
    """
    if b"-----BEGIN CERTIFICATE-----" not in roots or len(roots) > 32_768:
        raise ActionError("actions.no_stamp_roots")
    write(dossier, Setting(written=world.written(), name=SERVER, value=url.strip()), world)
    write(dossier, Setting(written=world.written(), name=ROOTS, value=base64.b64encode(roots).decode()), world)


def stamp_host(dossier: Dossier) -> str:
    """The host that would be asked; "" when no server was chosen."""
    return urlsplit(_setting(dossier, SERVER)).hostname or ""


def stamp(dossier: Dossier, *, yes: Yes, table: Table, world: World) -> int:
    """Have the last line stamped.

    Returns:
        The number of the line that ties the reply to the book, 0 when the last line was stamped already.

    Raises:
        ActionError: `actions.no_stamp_server`.
        OutsideError: when the server was not reached or did not answer well; the attempt is noted.
        DossierError: `dossier.bad_stamp`; nothing is written then.
    """
    url = _setting(dossier, SERVER)
    try:
        roots = base64.b64decode(_setting(dossier, ROOTS), validate=True)
    except binascii.Error as error:
        raise ActionError("actions.no_stamp_server") from error
    if not url or not roots:
        raise ActionError("actions.no_stamp_server")
    request = dossier.record.stamp_request()
    if request is None:
        return 0
    outcome = "not_reached"
    try:
        reply = ask(url, request, yes, table)
        outcome = "reached"
    finally:
        contact = Contact(written=world.written(), host=yes.host, purpose="stamp", outcome=outcome)
        write(dossier, contact, world)
    return dossier.record.accept_stamp(reply, roots=[roots], now=world.now(), entropy=world.entropy)


def _setting(dossier: Dossier, name: str) -> str:
    values = [one.act.value for one in the_case(dossier).of(Setting) if one.act.name == name]
    return values[-1] if values else ""
