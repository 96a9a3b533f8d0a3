"""Pages from templates: whatever stands in a result is escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


def rendered(template: str, **context: object) -> str:
    """A page of a template of `templates/`, all text in it escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(context)


def style() -> str:
    """The style sheet that every page carries in itself."""
    return (TEMPLATES / "report.css").read_text(encoding="utf-8")
