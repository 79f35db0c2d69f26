"""Closes the doors of the child process before any parser is imported.

On Linux (x86-64 and ARM64) a seccomp filter refuses, for good and also for threads: making a socket, io_uring, starting
a program or process, looking into or stopping other processes, opening a file for writing, and creating, renaming or
removing files. Resource limits add: no byte into any file (RLIMIT_FSIZE 0), no core dump, few open files. `Guard` says
what really holds, tried after closing; where the system offers no seccomp, an audit hook refuses the same to Python
code but not to native code, and `Guard.network_closed` is False.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from typing import Any

if sys.platform != "win32":
    import resource

from houvast.intake.guard import Guard

_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # linux/bpf_common.h
_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}  # linux/audit.h; column of the table below
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "io_uring_setup": (425, 425),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "creat": (85, None),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "rmdir": (84, None),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "fallocate": (285, 47),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "memfd_create": (319, 279),
    "open_by_handle_at": (304, 265),
    "mount": (165, 40),
    "umount2": (166, 39),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
}
_ABSENT: dict[str, tuple[int, int]] = {"clone3": (435, 435), "openat2": (437, 437)}  # their flags lie behind a pointer
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_THREAD = 0x00010000  # CLONE_THREAD
_X32 = 0x40000000


def close_doors() -> Guard:
    """Close what can be closed in this process, try it, and say what holds."""
    limited = _limit()
    if not _install_filter():
        sys.addaudithook(_refuse_python)
    return Guard(network_closed=_socket_refused(), writing_closed=_writing_refused(), memory_limited=limited)


def allow(memory_mib: int, processor_seconds: int) -> None:
    """Set address space and processor time for the next original; nothing where the system has no such limits."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (spent + processor_seconds, hard))
    if sys.platform == "linux":
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (memory_mib * 1_048_576, hard))


def _limit() -> bool:
    if sys.platform == "win32":
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    return sys.platform == "linux"  # macOS accepts RLIMIT_AS and ignores it


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def _program(arch: int, column: int) -> bytes:
    refuse = _step(_RETURN, _REFUSE | errno.EACCES)
    steps = [_step(_LOAD, 4), _step(_EQUAL, arch, 1, 0), _step(_RETURN, _KILL), _step(_LOAD, 0)]
    steps += [_step(_AT_LEAST, _X32, 0, 1), refuse]
    for numbers in _REFUSED.values():
        if (number := numbers[column]) is not None:
            steps += [_step(_EQUAL, number, 0, 1), refuse]
    for absent in _ABSENT.values():
        steps += [_step(_EQUAL, absent[column], 0, 1), _step(_RETURN, _REFUSE | errno.ENOSYS)]
    opens = [((257, 56)[column], 2)] + ([(2, 1)] if column == 0 else [])  # openat, open: where their flags are
    for number, argument in opens:
        steps += [_step(_EQUAL, number, 0, 4), _step(_LOAD, 16 + 8 * argument)]
        steps += [_step(_ANY_BIT, _WRITING, 0, 1), refuse, _step(_RETURN, _ALLOW)]
    steps += [_step(_EQUAL, (302, 261)[column], 0, 4), _step(_LOAD, 16)]  # prlimit64: this process only
    steps += [_step(_EQUAL, 0, 1, 0), refuse, _step(_RETURN, _ALLOW)]
    steps += [_step(_EQUAL, (56, 220)[column], 0, 4), _step(_LOAD, 16)]  # clone: threads only
    steps += [_step(_ANY_BIT, _THREAD, 1, 0), refuse, _step(_RETURN, _ALLOW), _step(_RETURN, _ALLOW)]
    return b"".join(steps)


class _Fprog(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _install_filter() -> bool:
    if sys.platform != "linux" or platform.machine() not in _MACHINES or struct.calcsize("P") != 8:
        return False
    program = _program(*_MACHINES[platform.machine()])
    buffer = ctypes.create_string_buffer(program, len(program))
    fprog = _Fprog(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(4, 0, 0, 0, 0)  # PR_SET_DUMPABLE: no core, no look from outside
    if libc.prctl(38, 1, 0, 0, 0):  # PR_SET_NO_NEW_PRIVS
        return False
    return bool(libc.prctl(22, 2, ctypes.byref(fprog), 0, 0) == 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


def _socket_refused() -> bool:
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    for family in (2, 10, 1, 16):  # IPv4, IPv6, Unix, netlink
        handle = libc.socket(family, 2, 0)
        if handle >= 0:
            os.close(handle)
            return False
    return True


def _writing_refused() -> bool:
    try:
        os.close(os.open(os.devnull, os.O_WRONLY))
    except OSError:
        return True
    return False


def _refuse_python(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove")):
        raise PermissionError(errno.EACCES, event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError(errno.EACCES, event)
