#!/usr/bin/env python3
"""Check a bundle that Houvast made, without Houvast: python3 -I -S houvast_verify.py [FOLDER] [--ca ROOTS.pem]

What it checks, in this order, with the Python standard library alone:
 1. every file is listed, every listed file is there, and its SHA-256 and SHA-512 are as listed (BagIt, RFC 8493).
    The two lists stand beside each other: when a file fits only one of them, the other list was changed;
 2. proof/lines: each line is HEAD tab SIGNATURE. HEAD is JSON in one spelling; it names its book, its number, the hash
    of the line before, and its writer. The writer was a member then, the epoch never goes down, and the signature is
    the writer's (Ed25519, RFC 8032). proof/manifest.sig: a member signed tagmanifest-sha256.txt, and so all files;
 3. proof/opened: the parts that are shown, each with a salt, and the hashes of the parts that are not. Together they
    give the root that stands in HEAD (Merkle tree of RFC 9162), so what is shown is what was written;
 4. proof/files.json: which files are originals, each with the SHA-256 that stands in a shown part of its line;
 5. proof/excerpts: chosen pieces of a file, with the way to a root that stands in a shown part;
 6. proof/anchors: time stamps (RFC 3161) over the hash of a line, by openssl when it is there.

It says what it did not check. It ends with exit code 0 only when nothing differs.
"""

import base64
import calendar
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time

ALGORITHMS = ("sha256", "sha512")
ZEROS = "0" * 64
SIGNATURE = "proof/manifest.sig"
BROKEN = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError)
problems, notes, changed = [], [], set()
SAYS = {
    "missing": "dit bestand ontbreekt / this file is missing",
    "extra": "dit bestand hoort er niet bij / this file does not belong here",
    "changed": "dit bestand is veranderd / this file was changed",
    "list": "deze lijst ontbreekt of is veranderd / this list is missing or was changed",
    "newer": "nieuwere vorm, haal een nieuwere controle / newer format, get a newer verifier",
    "rules": "deze regel is niet volgens de regels / this line is not written by the rules",
    "chain": "deze regel past niet op de vorige / this line does not follow the one before",
    "writer": "de schrijver hoorde er toen niet bij / the writer was no member then",
    "signature": "de handtekening klopt niet / the signature is not right",
    "unsigned": "geen lid ondertekende de lijst van alle bestanden / no member signed the list of all files",
    "written": "wat hier staat, is niet wat er is geschreven / what is shown is not what was written",
    "original": "niet het origineel van deze regel / not the original of this line",
    "excerpt": "dit uittreksel hoort niet bij deze regel / this excerpt does not belong to this line",
    "stamp": "dit tijdstempel ontbreekt of is van iets anders / this time stamp is missing or of another thing",
    "rejected": "openssl keurt dit tijdstempel af / openssl rejects this time stamp",
    "unreadable": "niet te lezen / cannot be read",
    "by": "niet nagekeken: de handtekening onder de lijst / not checked: the signature under the list",
    "closed": "niet nagekeken, want proof/lines is veranderd / not checked, because proof/lines was changed",
    "only": "staat in de lijst, niet als origineel in het boek / in the list, not as an original in the book",
    "gone": "met opzet vernietigd op / destroyed on purpose on",
    "none": "geen tijdstempel nagekeken: de delen passen bij elkaar / no time stamp checked: the parts fit each other",
    "openssl": "tijdstempel niet nagekeken (openssl ontbreekt of leest het niet) / time stamp not checked (no openssl)",
    "before": "dit en alles daarvoor bestond toen / this and all before existed then (by its certificates)",
    "always": "niet nagekeken: of het waar is, en of er later nog regels kwamen; vergelijk regel en kop met papier / "
    "not checked: whether it is true, and whether more lines came later; compare line and head with paper",
}


def differs(where, what, line=0):
    changed.add(where)
    problem = "%s%s: %s" % (where, " (%d)" % line if line else "", SAYS[what])
    if problem not in problems:
        problems.append(problem)


def note(what, where="", more=""):
    notes.append("%s%s%s" % (where + ": " if where else "", SAYS[what], more and " " + more))


def sha256(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def plain(data):
    """JSON of objects, lists, whole numbers and ASCII strings, written in one way only."""
    value = json.loads(data.decode("ascii"))
    if json.dumps(value, sort_keys=True, separators=(",", ":")).encode() != data:
        raise ValueError("not written by the rules")
    return value


def listed(folder, name):
    found = {}
    for line in read(folder, name).decode("utf-8").splitlines():
        match = re.fullmatch(r"([0-9a-f]+)  ([A-Za-z0-9._/-]+)", line)
        if not match or match.group(2) in found:
            raise ValueError(line[:80])
        found[match.group(2)] = match.group(1)
    return found


def digests(folder, path):
    found = [hashlib.new(name) for name in ALGORITHMS]
    try:
        with open(os.path.join(folder, path), "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                for one in found:
                    one.update(block)
    except OSError:  # what cannot be read fits no list
        return ["", ""]
    return [one.hexdigest() for one in found]


def check_files(folder):
    """Name every file that is not as listed; which files there are."""
    lists = {}
    for name in ["%s-%s.txt" % (kind, algorithm) for kind in ("manifest", "tagmanifest") for algorithm in ALGORITHMS]:
        try:
            lists[name] = listed(folder, name)
        except BROKEN:
            lists[name] = {}
            differs(name, "list")
    there = (os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)
    there = set(path.replace(os.sep, "/") for path in there)
    unlisted = {"tagmanifest-%s.txt" % algorithm for algorithm in ALGORITHMS} | {SIGNATURE}
    for path in sorted(there.union(*lists.values()) - unlisted):
        kind = "manifest" if path.startswith("data/") else "tagmanifest"
        names = ["%s-%s.txt" % (kind, algorithm) for algorithm in ALGORITHMS]
        said = [lists[name].get(path) for name in names]
        real = digests(folder, path) if path in there else [None, None]
        wrong = [name for name, one, other in zip(names, said, real) if one != other]
        if len(wrong) < len(names):
            for name in wrong:
                differs(name, "list")
        else:
            differs(path, "missing" if path not in there else "changed" if any(said) else "extra")
    return there


P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]), (one[1] + one[0]) * (other[1] + other[0])
    c, d = 2 * one[3] * other[3] * D, 2 * one[2] * other[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, base):
    result = 0, 1, 1, 0
    while number:
        if number & 1:
            result = add(result, base)
        base, number = add(base, base), number >> 1
    return result


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(member, message, text):
    """Ed25519 (RFC 8032, section 5.1); the signature is base64 in its one spelling."""
    key, signature = bytes.fromhex(member["sign"]), base64.b64decode(text, validate=True)
    public, start = point(key), point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or base64.b64encode(signature) != text or not public or not start or scalar >= Q:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    left, right = times(scalar, BASE), add(start, times(challenge, public))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def check_lines(folder, _):
    """The heads of all lines, the hash of each, and the members at the end; what follows a broken line is not read."""
    heads, hashes, book, previous, members, epoch = [], [], ZEROS, ZEROS, {}, 0
    for number, line in enumerate(read(folder, "proof/lines").split(b"\n")[:-1], 1):
        try:
            head, signature = line.split(b"\t")
            value = plain(head)
            change = value.get("members")
            present = change if change and number == 1 else members
            if value["v"] != 1:
                wrong = "newer"
            elif (value["seq"], value["prev"], value["book"]) != (number, previous, book):
                wrong = "chain"
            elif str(value["by"]) not in present or value["epoch"] != epoch + (1 if change else 0):
                wrong = "writer"
            else:
                good = signed(present[str(value["by"])], b"houvast/line/1\0" + head, signature)
                wrong = "" if good else "signature"
        except BROKEN:
            wrong = "rules"
        if wrong:
            differs("proof/lines", wrong, number)
            break
        members, epoch, previous = change or members, value["epoch"], sha256(head, b"\t", signature).hex()
        book = sha256(head).hex() if number == 1 else book
        heads.append(value)
        hashes.append(previous)
    return book, heads, hashes, members


def check_signature(folder, found):
    """The list of all files is signed by a member, so nobody else can exchange a file and the lists with it."""
    if {"proof/lines", "tagmanifest-sha256.txt"} & changed:
        return note("by")
    try:
        value = plain(read(folder, SIGNATURE))
        message = b"houvast/bundle/1\0" + read(folder, "tagmanifest-sha256.txt")
        good = value["v"] == 1 and signed(found["lines"][3][str(value["by"])], message, value["signature"].encode())
    except BROKEN:
        good = False
    return None if good else differs(SIGNATURE, "unsigned")


def tree(leaves):
    while len(leaves) > 1:
        pairs = [sha256(b"\1", leaves[i], leaves[i + 1]) for i in range(0, len(leaves) - 1, 2)]
        leaves = pairs + leaves[len(leaves) - len(leaves) % 2 :]
    return leaves[0] if leaves else hashlib.sha256().digest()


def check_opened(folder, found):
    """The text of the shown parts of each line, for lines whose root is right."""
    there, heads = found["there"], found["lines"][1]
    shown = {}
    for path in sorted(path for path in there - changed if path.startswith("proof/opened/")):
        number = int(re.fullmatch(r"proof/opened/0*([0-9]+)\.json", path).group(1))
        if number > len(heads) and "proof/lines" in changed:
            note("closed", path)
            continue
        try:
            value = json.loads(read(folder, path).decode("utf-8"))
            head = heads[number - 1]
            bound = b"\0houvast/leaf/1\0" + bytes.fromhex(head["book"]) + number.to_bytes(8, "big")
            leaves = [
                bytes.fromhex(part["leaf"])
                if "leaf" in part
                else sha256(bound, bytes.fromhex(part["salt"]), part["text"].encode("utf-8"))
                for part in value["parts"]
            ]
            if path == "proof/opened/%09d.json" % value["line"] and tree(leaves).hex() == head["root"]:
                shown[number] = [part["text"] for part in value["parts"] if "text" in part]
        except BROKEN:
            pass
        if number not in shown:
            differs(path, "written")
    return shown


def check_originals(folder, found):
    there, shown = found["there"], found["shown"]
    tied, hashes = set(), {line: re.findall('"([0-9a-f]{64})"', " ".join(texts)) for line, texts in shown.items()}
    value = {"files": [], "excerpts": []} if "proof/files.json" in changed else plain(read(folder, "proof/files.json"))
    for row in value["files"]:
        path, line = row["path"], row["line"]
        if line not in shown:
            continue
        tied.add(path)
        real = path in there and digests(folder, path)[0]
        if real != row["sha256"] or real not in hashes[line]:
            differs(path, "original", line)
    for row in value["excerpts"]:
        path, line = row["path"], row["line"]
        if line not in shown or path in changed:
            continue
        if row["root"] not in hashes[line] or not check_excerpt(folder, path, row["root"]):
            differs(path, "excerpt", line)
    for path in sorted(path for path in there - tied if path.startswith("data/")):
        note("only", path)


def check_excerpt(folder, path, root):
    """A leaf is bound to the whole file's SHA-256, its number and where it begins; closed hashes stand depth first."""
    try:
        value = plain(read(folder, path))
        leaves = {}
        for row in value["open"]:
            bound = bytes.fromhex(value["sha256"]) + row["n"].to_bytes(8, "big") + row["start"].to_bytes(8, "big")
            text = base64.b64decode(row["bytes"], validate=True)
            leaves[row["n"]] = sha256(b"\0houvast/excerpt/1\0", bound, bytes.fromhex(row["salt"]), text)
        closed = [bytes.fromhex(one) for one in value["closed"]]

        def rebuild(low, high):
            if not any(low <= number < high for number in leaves):
                return closed.pop(0)
            if high - low == 1:
                return leaves[low]
            middle = low + (1 << ((high - low - 1).bit_length() - 1))
            left = rebuild(low, middle)
            return sha256(b"\1", left, rebuild(middle, high))

        return rebuild(0, value["leaves"]).hex() == root and not closed
    except BROKEN:
        return False


def check_control(folder, found):
    there, shown, hashes = found["there"], found["shown"], found["lines"][2]
    stamps = 0
    for number in sorted(shown):
        for text in shown[number]:
            try:
                value = json.loads(text)
            except ValueError:
                continue
            if value.get("dossier") == "destroyed":
                note("gone", "(%d)" % value["seq"], str(value["at"]))
            if value.get("dossier") == "stamped":
                stamps += check_stamp(folder, there, value, hashes)
    if not stamps:
        note("none")


def check_stamp(folder, there, value, hashes):
    name, line = "proof/anchors/%s.tsr" % value["reply"], value["seq"]
    if name in changed or line > len(hashes):
        return 0
    if name not in there or hashes[line - 1] != value["head"] or digests(folder, name)[0] != value["reply"]:
        differs(name, "stamp")
        return 0
    given = ["proof/anchors/%s.pem" % one for one in value["roots"]]
    roots = b"".join(read(folder, one) for one in given if one in there and one not in changed)
    if "--ca" in sys.argv[:-1]:
        roots = read(os.getcwd(), sys.argv[sys.argv.index("--ca") + 1])
    reply = os.path.join(folder, *name.split("/"))
    with tempfile.TemporaryDirectory() as place:
        pem = os.path.join(place, "roots.pem")
        with open(pem, "wb") as file:
            file.write(roots)
        said, text = openssl("-reply", "-in", reply, "-text")
        found = re.search(r"Time stamp: (\w+ +\d+ \d+:\d+:\d+)(?:\.\d+)? (\d+) GMT", text)
        if said or not found:
            note("openssl", name)
            return 0
        moment = time.strptime("%s %s" % found.groups(), "%b %d %H:%M:%S %Y")
        at = str(calendar.timegm(moment))  # certificates end; they must have been good at the time of the stamp
        if openssl("-verify", "-digest", value["head"], "-in", reply, "-CAfile", pem, "-attime", at)[0]:
            differs(name, "rejected")
            return 0
    note("before", "(%d) %s" % (line, time.strftime("%Y-%m-%d %H:%M:%S UTC", moment)))
    return 1


def openssl(*words):
    try:
        done = subprocess.run(("openssl", "ts", *words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return 1, ""
    return done.returncode, done.stdout.decode("latin-1")


def main():
    home, own = os.path.split(os.path.abspath(__file__))
    folder = home if len(sys.argv) < 2 or sys.argv[1] == "--ca" else sys.argv[1]
    found = {"there": check_files(folder), "lines": (ZEROS, [], [], {}), "shown": {}}
    for name, where, step in (
        ("lines", "proof/lines", check_lines),
        ("", SIGNATURE, check_signature),
        ("shown", "proof/opened", check_opened),
        ("", "proof/files.json", check_originals),
        ("", "proof/anchors", check_control),
    ):
        try:
            found[name] = step(folder, found)
        except BROKEN:
            differs(where, "unreadable")
    hashes = found["lines"][2]
    print("Boek / book: %s" % found["lines"][0])
    print("Laatste regel / last line: %d, kop / head: %s" % (len(hashes), (hashes[-1] if hashes else ZEROS)[:16]))
    print("Deze controle / this verifier, SHA-256: %s" % digests(home, own)[0])
    note("always")
    for line in notes:
        print("- " + line)
    for line in problems:
        print("ANDERS / DIFFERS  " + line)
    print("NIET HEEL / NOT WHOLE" if problems else "HEEL / WHOLE")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
