"""The memory of a process: a bound as the system sets it, and how often it is looked through."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if os.name != "nt":
    import resource


OBJECTS = 50_000
"""New objects after which the young ones are looked through."""


@contextlib.contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for garbage in cycles less often while a block makes many small objects."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def limit_memory(memory: int) -> None:
    """Bound what this process takes from now on; beyond that, taking memory fails.

    On Linux and macOS address space is counted, without what the process was forked with; on
    Windows, where none is forked, committed memory.  Where the system refuses, nothing is
    bounded.

    :param memory: bytes.
    """
    if os.name == "nt":
        limit_job(ctypes.WinDLL("kernel32", use_last_error=True), memory)  # type: ignore[attr-defined]
        return
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = memory + _inherited()
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _inherited() -> int:
    """Return the bytes of address space of this process, 0 where the system does not say.

    A program with large libraries has gigabytes of it, and its processes begin with as much.
    """
    with contextlib.suppress(OSError, ValueError):
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


# --- Windows: winnt.h and jobapi2.h of its SDK ----------------------------------------

_EXTENDED_LIMIT_INFORMATION = 9  # JobObjectExtendedLimitInformation
_LIMIT_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_THIS_PROCESS = -1  # what GetCurrentProcess returns


class _BasicLimits(ctypes.Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION``."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limit_job(kernel: Any, memory: int) -> bool:
    """Put this process into a job of Windows that bounds the memory of its processes.

    The job is never closed: it ends with the process.

    :param kernel: the library ``kernel32``.
    :returns: whether the system did it.
    """
    limits = ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = _LIMIT_PROCESS_MEMORY
    limits.ProcessMemoryLimit = memory
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    size = ctypes.sizeof(limits)
    return bool(
        job
        and kernel.SetInformationJobObject(
            job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size
        )
        and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(_THIS_PROCESS))
    )
