"""A lean XML reader that gives up early, because the callback is open to the world and bombs come in small parcels."""

from __future__ import annotations

import re
from xml.parsers import expat

from bot.channels.refusal import Reason, Refused

MAXIMUM_DEPTH = 8
MAXIMUM_ELEMENTS = 256

Node = tuple[str, "str | list[Node]"]

_FORBIDDEN_BYTES = bytes(code for code in range(32) if code not in (9, 10, 13))

# What the platform really sends: one level, character data or plain text, no attributes, entities or carriage
# returns. Reading that by two patterns takes a third of what expat's callbacks take, and means the same.
_NAME = r"[A-Za-z_][A-Za-z0-9_]*+"
_CDATA = r"<!\[CDATA\[([^\]\r]*+(?:\](?!\]>)[^\]\r]*+)*+)\]\]>"
_LEAF = rf"\s*+<(?P<name>{_NAME})>(?:{_CDATA}|([^<&\]\r]*+))</(?P=name)>"
_FLAT = re.compile(rf"\s*+<xml>(?P<leaves>(?:{_LEAF})++)\s*+</xml>\s*+", re.ASCII)
_LEAVES = re.compile(_LEAF, re.ASCII)


def read_tree(body: bytes) -> list[Node]:
    """The children of the root element, each with its text or its own children; `Refused` for anything unfit."""
    clean = _clean(body)
    flat = _FLAT.fullmatch(clean)
    if flat is not None:
        leaves = _LEAVES.findall(flat["leaves"])
        if len(leaves) < MAXIMUM_ELEMENTS:
            return [(name, marked or plain) for name, marked, plain in leaves]
    return _read_any(clean.encode())


def _read_any(body: bytes) -> list[Node]:
    """By expat, which knows all of XML."""
    reader = _Reader()
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError) as error:
        raise Refused(Reason.BAD_XML) from error
    return reader.children()


def _clean(body: bytes) -> str:
    """Drop what XML forbids but phones send: control characters, broken UTF-8, non-characters."""
    text = body.translate(None, _FORBIDDEN_BYTES).decode("utf-8", "replace")
    if "\ufffe" in text or "\uffff" in text:
        text = text.replace("\ufffe", "").replace("\uffff", "")
    return text


class _Reader:
    """Builds the tree while expat reads, counting depth and elements before anything grows."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._texts: list[list[str]] = []
        self._children: list[list[Node]] = [[]]
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._names) >= MAXIMUM_DEPTH or self._count > MAXIMUM_ELEMENTS:
            raise Refused(Reason.TOO_COMPLEX)
        self._names.append(name)
        self._texts.append([])
        self._children.append([])

    def end(self, name: str) -> None:
        children = self._children.pop()
        text = "".join(self._texts.pop())
        self._names.pop()
        self._children[-1].append((name, children or text))

    def characters(self, data: str) -> None:
        self._texts[-1].append(data)

    def doctype(self, name: str, system_id: str | None, public_id: str | None, has_subset: int) -> None:
        raise Refused(Reason.FORBIDDEN_XML)

    def children(self) -> list[Node]:
        _, content = self._children[0][0]
        if isinstance(content, str):
            raise Refused(Reason.BAD_XML)
        return content
