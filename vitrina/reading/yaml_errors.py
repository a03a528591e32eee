"""What is wrong with text that is no YAML: the likely slip, where it is, and the corrected line.

A parser stops where it can go no further, which is often below the slip, and says so in terms of its grammar. So the
lines up to that place are looked at first, for what people do to them; the parser's own message decides last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml

from vitrina.problems import Message, say
from vitrina.reading.private_lines import private_lines
from vitrina.reading.yaml_brackets import slips_between_brackets
from vitrina.reading.yaml_hints import Slip, quoted

_KEY = r"(?P<before>\s*(?:- +)*)(?P<key>[\w-]+)"
_PAIR = re.compile(rf"{_KEY}:(?P<gap> +)(?P<value>\S.*)")
_NO_SPACE = re.compile(rf"{_KEY}:(?P<value>(?!//)\S.*)")
_EQUALS = re.compile(rf"{_KEY} *= *(?P<value>\S.*)")
_NO_COLON = re.compile(rf"{_KEY} +(?P<value>\S.*)")
_NO_SPACE_IN_ITEM = re.compile(r"(?P<before>\s*-)(?P<item>[^\s-].*)")
_SEVERAL = re.compile(r"""("[^"]*"|'[^']*')(?:, *("[^"]*"|'[^']*'))+""")
_NEXT_KEY = re.compile(r"\s*(?:- +)*[\w-]+:(?: |$)")
_ENDS_EARLY = re.compile(r"""(?:"[^"]*"|'[^']*'|\[[^\]]*\]|\{[^}]*\})\s*[^\s#].*""")
_SIGNS = "*&!@`%|>?"
_SPECIAL = say("“&”, “*” and “!” have a special meaning in YAML and are not used here.")
_BACKSLASH = say("A backslash has a special meaning between these quotation marks.")
_TAB = say("There is a tab where YAML needs spaces.")
_BELOW = say("The text begins on the line below “>” or “|”.")
_UNCLOSED = say("The quotation mark that opens here is never closed.")
_DIFFERENT = say("This line does not begin in the same column as those that it belongs to.")
_NO_ITEM = say("An item of a list cannot begin here.")
_MISSING_COLON = say("There is no colon in this line.")
_LOOK = say("Look at this line and the one above it: quotes and brackets come in pairs, and lists align.")
_COLON = say("A colon with a space after it has a special meaning in a value.")

SENTENCES: Sequence[tuple[re.Pattern[str], Message]] = tuple(
    (re.compile(pattern), message)
    for pattern, message in (
        (r"mapping values are not|unexpected ':'", _COLON),
        (r"sequence entries are not", _NO_ITEM),
        (r"mapping keys are not", say("A question mark with a space after it has a special meaning in YAML.")),
        (r"expected ':'", _MISSING_COLON),
        (r"tab character", _TAB),
        (r"expected key|<block end>|'-' indicator", _DIFFERENT),
        (r"expected ',' or", say("A comma or the closing bracket is missing here.")),
        (r"node content|cannot start any token", say("No value can begin with this.")),
        (r"escape (?:character|sequence)|hexdecimal|hexadecimal|escape code", _BACKSLASH),
        (
            r"document start|directive|version|expected (?:a )?digit|YAML document|duplicate tag",
            say("A line cannot begin like this."),
        ),
        (r"indentation ind|comment or (?:a )?line break|chomping", _BELOW),
        (r"end of stream|document (?:indicator|separator)", _UNCLOSED),
        (r"lphabetic|tag|URI|octet|'!'|'>'|whitespace|expected ' '|codec", _SPECIAL),
        (r"stream", say("The text ends too early.")),
    )
)
"""Plain sentences for all that the parsers say (PyYAML's own, and libyaml); the first that matches counts."""


def slip_of(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Return what is wrong with ``text``, at which a parser stopped with ``error``."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    at, column = (min(mark.line, len(lines) - 1), mark.column) if mark is not None else (0, 0)
    begun = error.context_mark.line if error.context_mark is not None else at
    found = next(_likely(error, lines, at, min(begun, at)), None)
    if found is not None:
        return replace(found, hint=_LOOK) if found.line in private_lines(lines) else found
    if mark is not None and mark.line >= len(lines):  # the parser reports the line after the last one
        column = len(lines[-1])
    return Slip(line=at, column=column, message=sentence_of(error.problem or error.context or ""), hint=_LOOK)


def sentence_of(told: str) -> Message:
    """Return the sentence for what a parser ``told``."""
    known = (message for pattern, message in SENTENCES if pattern.search(told))
    return next(known, say("This line cannot be read as YAML."))


def without_colon(line: str) -> Slip | None:
    """Return the slip of a line that is to be ``key: value`` and lacks the colon, or the space after it."""
    if match := _NO_SPACE.fullmatch(line):
        return Slip(
            line=0, column=match.end("key") + 1, message=say("A space is missing after the colon."), hint=_pair(match)
        )
    if match := _EQUALS.fullmatch(line):
        return Slip(line=0, column=None, message=_MISSING_COLON, hint=_pair(match))
    if (match := _NO_COLON.fullmatch(line)) and match["key"].isascii() and match["key"].islower():
        hint = say("Write “{pair}”, or, if the line belongs to the one above, indent it.", pair=_mended(match))
        return Slip(line=0, column=None, message=_MISSING_COLON, hint=hint)
    return None


def _likely(error: yaml.MarkedYAMLError, lines: Sequence[str], at: int, begun: int) -> Iterator[Slip]:
    """Yield the slips that can be seen in the lines, the most certain first."""
    told = f"{error.context or ''} {error.problem or ''}"
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        mended = " " * _column_for(lines, at) + line.lstrip()
        hint = say("Replace the tab at the start of the line by spaces: {line}", line=mended)
        yield Slip(line=at, column=0, message=_TAB, hint=hint)
    yield from _unclosed_quotes(lines, at)
    if "flow" in told:
        column = error.context_mark.column if error.context_mark is not None else 0
        yield from slips_between_brackets(lines[begun], begun, column)
    match = _PAIR.fullmatch(line)
    if "':'" in told:
        for number in dict.fromkeys((begun, at - 1, at)):
            if (slip := without_colon(lines[number])) is not None:
                yield _moved(slip, number)
        yield from _no_pair(lines, begun, at)
    elif match is not None and error.problem_mark is not None and error.problem_mark.column == match.end("key"):
        for number in range(at):  # a line without the space after its colon is one text with those below it
            slip = without_colon(lines[number])
            if slip is not None and all(_NO_SPACE.fullmatch(above) for above in lines[number:at]):
                yield _moved(slip, number)
    if match is not None:
        yield from _in_value(match, at, told)
    yield from _indented(lines, at)


def _no_pair(lines: Sequence[str], begun: int, at: int) -> Iterator[Slip]:
    """Yield the slip of the line on which a text ``begun`` that is neither a value nor an item, as the next line is."""
    line = lines[begun]
    if match := _NO_SPACE_IN_ITEM.fullmatch(line):
        message = say("A space is missing after the hyphen.")
        hint = say("Write: {corrected}", corrected=f"- {match['item'].rstrip()}")
        yield Slip(line=begun, column=match.end("before"), message=message, hint=hint)
    elif 0 < begun < at and not line.startswith(" "):
        hint = say("If the line belongs to the one above, indent it: {line}", line=f"  {line.rstrip()}")
        yield Slip(line=begun, column=None, message=_MISSING_COLON, hint=hint)


def _unclosed_quotes(lines: Sequence[str], at: int) -> Iterator[Slip]:
    """Yield the first line up to ``at`` with a value in quotes that do not end before the next key."""
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], "x: "], strict=True)):
        match = _PAIR.fullmatch(line) if number <= at else None
        if match is None or match["value"][0] not in "\"'" or match["value"].count(match["value"][0]) > 1:
            continue
        if _NEXT_KEY.match(after) or not after.strip():
            rest = match["value"].rstrip()
            hint = say("Close it, or leave it out: {text}", text=f"{rest}{rest[0]}")
            yield Slip(line=number, column=match.start("value"), message=_UNCLOSED, hint=hint)


def _in_value(match: re.Match[str], at: int, told: str) -> Iterator[Slip]:
    """Yield the slips in a value: what needs quotes, and lists that begin beside their key."""
    value, start, key = match["value"], match.start("value"), match["key"]
    if value.startswith("- ") and "sequence" in told:
        hint = say(
            "Write “{key}:” alone and each item below it, indented: {item} (for a text, use quotes: {example})",
            key=key,
            item=f"- {value[2:].strip()}",
            example=f"{key}: {quoted(value)}",
        )
        yield Slip(line=at, column=start, message=say("A list begins on the line below its key."), hint=hint)
    if _SEVERAL.fullmatch(value.rstrip()):
        message = say("Several values need brackets around them.")
        hint = say("Write: {corrected}", corrected=f"{key}: [{value.rstrip()}]")
        yield Slip(line=at, column=start, message=message, hint=hint)
    if _ENDS_EARLY.fullmatch(value) and value[0] in "\"'":
        message = say("The quotation marks end before the value does.")
        hint = say("Put all of it in quotes: {example}", example=f"{key}: {quoted(value)}")
        yield Slip(line=at, column=start, message=message, hint=hint)
    if _ENDS_EARLY.fullmatch(value) and value[0] in "[{":
        message = say("The brackets end before the value does.")
        hint = say("Put all of it in quotes: {example}", example=f"{key}: {quoted(value)}")
        yield Slip(line=at, column=start, message=message, hint=hint)
    if value[0] in _SIGNS:
        yield _sign(value, f"{key}: ", at, start)
    if value[0] == '"' and "\\" in value and "scalar" in told:
        inner = value.strip().strip('"').replace("'", "’")
        yield Slip(
            line=at,
            column=start,
            message=_BACKSLASH,
            hint=say("Use single ones: {example}", example=f"{key}: '{inner}'"),
        )
    if (": " in value or value.rstrip().endswith(":")) and value[0] not in "\"'[{":
        hint = say("A value with a colon in it needs quotes: {example}", example=f"{key}: {quoted(value)}")
        yield Slip(line=at, column=start + value.index(":"), message=_COLON, hint=hint)


def _indented(lines: Sequence[str], at: int) -> Iterator[Slip]:
    """Yield the slip of a line whose beginning fits none of the lines above it."""
    line = lines[at]
    text, indent = line.lstrip(" "), len(line) - len(line.lstrip(" "))
    dash = "- " if text.startswith("- ") else ""
    if text[len(dash) :][:1] in tuple(_SIGNS) and not _PAIR.fullmatch(line):
        yield _sign(text.removeprefix(dash), dash, at, indent + len(dash))
    nearest = _column_for(lines, at)
    is_moved = indent != nearest and (dash or _NEXT_KEY.match(line))
    if dash and not is_moved and at and (above := _PAIR.fullmatch(lines[at - 1])) and "- " not in above["before"]:
        hint = say("Write the key of the list on a line of its own above it, with a colon at its end.")
        yield Slip(line=at, column=indent, message=_NO_ITEM, hint=hint)
    if is_moved:
        hint = say("Begin it here: {line}", line=" " * nearest + text.rstrip())
        yield Slip(line=at, column=indent, message=_DIFFERENT, hint=hint)


def _column_for(lines: Sequence[str], at: int) -> int:
    """Return the column of the keys, or of the items, above line ``at`` that is nearest to where it begins."""
    line = lines[at].expandtabs(2)
    is_item, indent = line.lstrip(" ").startswith("- "), len(line) - len(line.lstrip(" "))
    columns: set[int] = set()
    for number in range(at - 1, -1, -1):
        above = lines[number]
        begin, starts_item = len(above) - len(above.lstrip(" ")), above.lstrip(" ").startswith("- ")
        own = begin + 2 if starts_item else begin
        if not is_item and _NEXT_KEY.match(above):
            columns.add(own)
        elif is_item and starts_item:
            columns.add(begin)
        if number == at - 1 and above.rstrip().endswith(":"):
            columns.add(own + 2)
        if begin == 0 and above.strip():
            break
    return min(columns, key=lambda column: (abs(column - indent), -column), default=indent)


def _sign(value: str, before: str, at: int, column: int) -> Slip:
    message = say("A value cannot begin with “{sign}”.", sign=value[0])
    example = f"{before}{quoted(value)}"
    hint = say("A value that begins with “{sign}” needs quotes: {example}", sign=value[0], example=example)
    return Slip(line=at, column=column, message=message, hint=hint)


def _moved(slip: Slip, line: int) -> Slip:
    return Slip(line=line, column=slip.column, message=slip.message, hint=slip.hint)


def _mended(match: re.Match[str]) -> str:
    return f"{match['key']}: {match['value'].rstrip()}"


def _pair(match: re.Match[str]) -> Message:
    return say("Write: {corrected}", corrected=_mended(match))
