"""How functions become machine code, and how that is kept on disk; nothing of care."""

from .keeping import kept

__all__ = ["kept"]
