"""Limits that a process sets itself, before it reads what a stranger wrote.

On Linux memory is limited by RLIMIT_DATA, because it counts what is allocated and not what is
merely mapped, and computing time by RLIMIT_CPU. Windows limits memory by a job object. Elsewhere
only the parent's clock limits it.
"""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass

# With the interpreter's own pages a process that allocates this much stays below 256 MB.
MEMORY_BYTES = 208 << 20
CPU_S = 5
WALL_S = 15.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost its process.

    Attributes:
        memory: Bytes that the process may allocate.
        cpu_s: Seconds of computing for one file.
        wall_s: Seconds by the clock for one file, longer because the computer may be busy.
    """

    memory: int = MEMORY_BYTES
    cpu_s: int = CPU_S
    wall_s: float = WALL_S


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS, _LIMIT_MEMORY = 9, 0x100

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _JobLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def limit_memory(limits: Limits) -> bool:
        """Put this process into a job that limits its memory; return whether Windows took it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        found = _JobLimits()
        found.basic.flags = _LIMIT_MEMORY
        found.process_memory = limits.memory
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        size = ctypes.sizeof(found)
        known = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(found), size)
        own = wintypes.HANDLE(kernel.GetCurrentProcess())
        return bool(known and kernel.AssignProcessToJobObject(job, own))

    def limit_time(limits: Limits) -> None:
        """Nothing: the parent's clock limits it."""

else:
    import resource

    def limit_memory(limits: Limits) -> bool:
        """Limit what this process may allocate; return whether it was tried.

        Where the system refuses, only time limits the process.
        """
        _set(resource.RLIMIT_CORE, 0)
        if sys.platform == "linux":
            _set(resource.RLIMIT_DATA, limits.memory)
        return sys.platform == "linux"

    def limit_time(limits: Limits) -> None:
        """Give the next file its computing time, counted from now."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + limits.cpu_s)

    def _set(kind: int, wanted: int) -> None:
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, hard))
