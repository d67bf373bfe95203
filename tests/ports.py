"""Ports for servers of tests that keep one address through several starts."""

from __future__ import annotations

import random
import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"
LOWEST = 10_000
RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """A port nobody listens on now and no outgoing connection is given later.

    A port that the system hands out (`bind` to 0) comes from the range of outgoing connections: between two starts
    of a server, one of thousands of connections of the tests beside it may be given the same number.
    """
    above = int(RANGE.read_text().split()[0]) if RANGE.exists() else 32_768
    for _ in range(1_000):
        port = random.randrange(LOWEST, above)
        with socket.socket() as one:
            try:
                one.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"no free port between {LOWEST} and {above}")
