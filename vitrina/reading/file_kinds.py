"""Which kinds of files beside a document are published: known by their endings.

A kind that a browser or a server runs is never published: a page of the site could be taken over by it.
"""

from __future__ import annotations

from collections.abc import Iterable

from vitrina.values.language_tags import canonical_tag, is_language_tag

PICTURES = frozenset(("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff", "heic", "ico"))

ALLOWED = frozenset(
    (
        *("pdf", "txt", "rtf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "tsv", "ppt", "pptx", "odp", "odg"),
        *("epub", "ics", "vcf", "zip", "json", "geojson"),
        *PICTURES,
        *("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "webm", "ogv", "mov", "vtt", "srt"),
    )
)
"""The kinds that every site publishes; ``attachments`` in ``site.yml`` adds others."""

VIDEOS = frozenset(("mp4", "m4v", "webm", "ogv"))
SOUNDS = frozenset(("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"))
"""The kinds that browsers play."""

CAPTIONS = "vtt"

WITH_MACROS = frozenset(("docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "potm", "ppsm", "sldm"))
"""The kinds of office documents that run programs where they are opened: only a site that says so publishes them."""

_RUN_BY_SERVERS = frozenset(
    (
        *(
            "php",
            "php3",
            "php4",
            "php5",
            "php7",
            "php8",
            "phps",
            "pht",
            "phtm",
            "phtml",
            "phar",
            "shtml",
            "shtm",
            "stm",
        ),
        *(
            "asp",
            "aspx",
            "asa",
            "asax",
            "ascx",
            "ashx",
            "asmx",
            "cer",
            "jsp",
            "jspx",
            "jsw",
            "jsv",
            "cfm",
            "cfml",
            "cgi",
        ),
    )
)

ACTIVE = frozenset(
    (
        *_RUN_BY_SERVERS,
        *(
            "html",
            "htm",
            "xhtml",
            "xht",
            "xml",
            "xsl",
            "xslt",
            "dtd",
            "mht",
            "mhtml",
            "hta",
            "htc",
            "svgz",
            "webarchive",
        ),
        *("js", "mjs", "cjs", "jse", "ts", "jsx", "tsx", "css", "wasm", "swf", "htaccess", "htpasswd", "manifest"),
        *("appcache", "webmanifest", "xul", "rdf", "rss", "atom", "mathml", "mml"),
        *("pl", "pm", "py", "pyc", "pyw", "rb", "lua", "tcl", "sh", "bash", "zsh", "csh", "ksh", "fish", "command"),
        *("exe", "com", "scr", "pif", "msi", "msix", "msp", "dll", "sys", "cpl", "ocx", "so", "dylib", "bin", "run"),
        *(
            "bat",
            "cmd",
            "ps1",
            "psm1",
            "vb",
            "vbs",
            "vbe",
            "ws",
            "wsf",
            "wsh",
            "wsc",
            "sct",
            "reg",
            "inf",
            "lnk",
            "url",
        ),
        *(
            "jar",
            "war",
            "class",
            "jnlp",
            "apk",
            "ipa",
            "app",
            "appimage",
            "deb",
            "rpm",
            "dmg",
            "pkg",
            "iso",
            "img",
            "vhd",
        ),
        *("xlam", "xll", "ppam", "chm", "hlp"),
        *(
            "desktop",
            "scpt",
            "applescript",
            "workflow",
            "action",
            "gadget",
            "application",
            "library-ms",
            "settingcontent-ms",
        ),
    )
)
"""The kinds that are never published beside a document, whatever ``site.yml`` says."""


def ending_of(name: str) -> str:
    """Return the ending of a file's ``name`` in small letters, without the dot; nothing where it has none."""
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""


def captions_of(name: str, names: Iterable[str]) -> dict[str, str]:
    """Return those of ``names`` with captions of the video ``name``, by their language; empty where they tell none.

    The captions of ``talk.mp4`` are ``talk.sv.vtt`` and ``talk.vtt``.
    """
    stem = name.removesuffix(f".{name.rpartition('.')[2]}")
    found: dict[str, str] = {}
    for other in names if ending_of(name) in VIDEOS else ():
        if other.startswith(f"{stem}.") and ending_of(other) == CAPTIONS:
            language = other[len(stem) + 1 : -len(CAPTIONS)].rstrip(".")
            if not language or is_language_tag(language):
                found[canonical_tag(language) if language else ""] = other
    return found


def is_active(name: str) -> bool:
    """Tell whether a file of this ``name`` is of a kind that something runs; servers look at every ending for some."""
    endings = name.rpartition("/")[2].lower().split(".")[1:]
    return ending_of(name) in ACTIVE or not _RUN_BY_SERVERS.isdisjoint(endings)
