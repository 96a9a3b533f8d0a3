"""From a scenario to plain arrays and a calendar of changes: all that an engine needs to know."""

from .build import build_network, network_of
from .model import Network

__all__ = ["Network", "build_network", "network_of"]
