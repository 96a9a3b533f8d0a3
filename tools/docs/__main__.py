"""Make the parts anew: `python -m tools.docs`, or `make docs`."""

from __future__ import annotations

from .filling import FILES, filled
from .parts import ROOT, drawn_maps


def main() -> None:
    """Write the documents and the maps that differ, and say which."""
    made = {name: filled(name).encode() for name in FILES}
    made |= {f"docs/{name}": svg for name, svg in drawn_maps().items()}
    for name, content in made.items():
        path = ROOT / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.write_bytes(content)
        print(f"{name}: made anew")


if __name__ == "__main__":
    main()
