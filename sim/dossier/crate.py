"""The folder as an RO-Crate: one run of a program with what went in and what came out.

RO-Crate 1.1 with the profile Process Run Crate 0.5. The run is a CreateAction of Doorstroom on its
input files; files that are not in the folder are told by name and sha256.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..errors import visible
from .checked import Checked
from .material import Material

METADATA = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_CRATE = "https://w3id.org/ro/crate/1.1"
_CONTEXT = (f"{_CRATE}/context", "https://w3id.org/ro/terms/workflow-run/context")
_PROGRAM = "#doorstroom"
_RUN = "#run"
_KINDS = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}

Entity = dict[str, Any]


def crate(
    material: Material, title: str, about: str, copies: Mapping[str, Path], files: Iterable[str]
) -> Entity:
    """The metadata of a dossier folder.

    `copies` are the files of the manifest that stand in it, each with where; `files` all others.
    """
    log = material.log
    inputs = [_of_run(item, "#input-", copies) for item in log.inputs]
    outputs = [_of_run(item, "#output-", copies) for item in (*log.tables, *log.pages)]
    others = [_file(name, Path(name).name) for name in files]
    graph = (
        {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": _CRATE},
         "about": {"@id": "./"}},
        _root(material, title, about, [*others, *_data((*inputs, *outputs))]),
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        {"@id": _PROGRAM, "@type": "SoftwareApplication", "name": "Doorstroom",
         "softwareVersion": material.manifest.doorstroom},
        _action(material, title, inputs, outputs),
        *others, *inputs, *outputs,
    )  # fmt: skip
    return {"@context": list(_CONTEXT), "@graph": list(graph)}


def _root(material: Material, title: str, about: str, parts: Iterable[Entity]) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "conformsTo": {"@id": PROFILE},
        "name": title,
        "description": about,
        "datePublished": material.manifest.created.date().isoformat(),
        "hasPart": [_reference(item) for item in parts],
        "mentions": {"@id": _RUN},
    }


def _action(
    material: Material, title: str, inputs: Iterable[Entity], outputs: Iterable[Entity]
) -> Entity:
    manifest = material.manifest
    end = manifest.created + dt.timedelta(seconds=round(manifest.wall_seconds))
    return {
        "@id": _RUN,
        "@type": "CreateAction",
        "name": title,
        "description": visible(manifest.command),
        "startTime": manifest.created.isoformat(),
        "endTime": end.isoformat(),
        "instrument": {"@id": _PROGRAM},
        "object": [_reference(item) for item in inputs],
        "result": [_reference(item) for item in outputs],
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
    }


def _of_run(item: Checked, mark: str, copies: Mapping[str, Path]) -> Entity:
    """A file that went in or came out; one that is not in the folder is no File of it."""
    if item.name in copies:
        return {**_file(copies[item.name].as_posix(), item.name), "sha256": item.known}
    return {
        "@id": f"{mark}{quote(item.name)}",
        "@type": "CreativeWork",
        "name": visible(item.name),
        "sha256": item.known,
    }


def _file(place: str, name: str) -> Entity:
    kind = _KINDS.get(Path(place).suffix, "application/octet-stream")
    return {
        "@id": quote(place),
        "@type": "File",
        "name": visible(name),
        "encodingFormat": kind,
    }


def _data(entities: Iterable[Entity]) -> Iterator[Entity]:
    return (item for item in entities if item["@type"] == "File")


def _reference(item: Entity) -> Entity:
    return {"@id": item["@id"]}
