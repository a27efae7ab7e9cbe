"""What a text holds for a program, and not for its reader: the commands and fields of a template, the tags of a page."""

import re
from collections.abc import Iterator

_COMMAND = re.compile(r"\{%.*?%\}", re.DOTALL)
_FIELD = re.compile(r"\{\{.*?\}\}|\$\{.*?\}", re.DOTALL)
CODE = re.compile(f"{_COMMAND.pattern}|{_FIELD.pattern}", re.DOTALL)
_OTHERWISE = re.compile(r"\{%-?\s*(?:else|elif)\b")
_OTHER_WORDING = re.compile(rf"{_OTHERWISE.pattern}.*?(?=\{{%-?\s*endif\b)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|i|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\b[^<>\n]{0,200}>"
)


def without_code(text: str) -> Iterator[tuple[int, int, str]]:
    """What commands and tags read as, as edits: nothing, or "ou" between two wordings.

    >>> list(without_code("{% if one %}La convention{% else %}Les conventions{% endif %}"))
    [(0, 12, ''), (25, 35, ' ou '), (50, 61, '')]
    """
    for command in _COMMAND.finditer(text):
        yield command.start(), command.end(), " ou " if _OTHERWISE.match(command[0]) else ""
    for tag in _TAG.finditer(text):
        yield tag.start(), tag.end(), " "


def in_one_wording(text: str) -> str:
    """A short text, a title, with the first of its wordings and "…" for its fields.

    >>> in_one_wording("Convention n° {% if n %}{{ n }}{% else %}à venir{% endif %}")
    'Convention n° …'
    """
    return _FIELD.sub("…", _COMMAND.sub("", _OTHER_WORDING.sub("", text)))
