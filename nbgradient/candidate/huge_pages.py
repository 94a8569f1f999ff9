"""Makes forks cheap: memory in huge pages has few entries for a fork to copy."""

from __future__ import annotations

import ctypes

_MADV_COLLAPSE = 25  # since Linux 6.1; an older kernel refuses, and nothing is lost but time
_HUGE = 2 << 20


def collapse_pages() -> None:
    """Gather this process's own memory in huge pages, where the kernel can."""
    libc = ctypes.CDLL(None)
    for start, end in _anonymous_regions():
        first, last = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
        if first < last:
            libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _MADV_COLLAPSE)


def _anonymous_regions() -> list[tuple[int, int]]:
    regions = []
    with open("/proc/self/maps") as file:
        for line in file:
            bounds, rights, _, _, _, *name = line.split()
            if rights == "rw-p" and name in ([], ["[heap]"]):
                start, end = bounds.split("-")
                regions.append((int(start, 16), int(end, 16)))
    return regions
