"""What Windows is asked for to bound memory; the bound itself is tried in ``test_pool``."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from casebook.memory import ExtendedLimits, limit_job


class Kernel:
    """Stands for the library ``kernel32``; one of its functions may refuse."""

    def __init__(self, refused: str = "") -> None:
        self._refused = refused
        self.asked: list[tuple[str, list[Any]]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any) -> int:
            values = [getattr(item, "value", item) for item in given]
            if name == "SetInformationJobObject":
                limits = ctypes.cast(given[2], ctypes.POINTER(ExtendedLimits)).contents
                values[2] = (limits.BasicLimitInformation.LimitFlags, limits.ProcessMemoryLimit)
            self.asked.append((name, values))
            return 0 if name == self._refused else 7

        setattr(self, name, call)  # a restype is set on it
        return call


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes are those of 64 bits")
def test_the_record_has_the_size_that_windows_expects() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert ExtendedLimits.ProcessMemoryLimit.offset == 112


def test_the_process_joins_a_job_with_the_bound() -> None:
    kernel = Kernel()
    assert limit_job(kernel, 5 * 1024**2)
    this_process = ctypes.c_void_p(-1).value
    assert kernel.asked == [
        ("CreateJobObjectW", [None, None]),
        ("SetInformationJobObject", [7, 9, (0x100, 5 * 1024**2), ctypes.sizeof(ExtendedLimits)]),
        ("AssignProcessToJobObject", [7, this_process]),
    ]


@pytest.mark.parametrize(
    ("refused", "count"),
    [
        ("CreateJobObjectW", 1),
        ("SetInformationJobObject", 2),
        ("AssignProcessToJobObject", 3),
    ],
)
def test_what_windows_refuses_is_no_bound(refused: str, count: int) -> None:
    kernel = Kernel(refused)
    assert not limit_job(kernel, 5)
    assert len(kernel.asked) == count
