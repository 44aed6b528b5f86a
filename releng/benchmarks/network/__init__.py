"""Sweeps, walks and discovery, each against the tool that people use for it. `run network` runs all parts, `run network ports walk` these."""

from . import discovery, loopback, ping, ports, readiness, walk

PARTS = {"ports": ports, "ping": ping, "walk": walk, "discovery": discovery, "loopback": loopback, "readiness": readiness}
