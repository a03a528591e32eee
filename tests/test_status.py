"""Translation status: what changed since a translation was made, how much there is, and marking a translation."""

from __future__ import annotations

import json
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from wcwidth import width

from tests.sites import (
    PROJECT,
    ROOT,
    SITE_YML,
    TRANSLATION,
    VOCABULARY,
    build_site,
    copy_demo,
    document,
    found,
    make_site,
    published,
    snapshot,
    write,
)
from vitrina.cli import main as cli
from vitrina.translations.formats import columns
from vitrina.translations.marking import with_translated_from
from vitrina.values.revisions import MOST_BLOCKS, TOKEN, Comparison, compare, numbered_blocks, token_of, wording

# The token

LETTERS = "abcåäöłéčžشمةك"
PLAIN = st.text(LETTERS, min_size=1, max_size=8)
BLOCK = st.lists(PLAIN, min_size=1, max_size=6)
BLOCKS = st.lists(BLOCK, min_size=1, max_size=12, unique_by=tuple)


def body(blocks: list[list[str]], space: str = " ") -> str:
    return "\n\n".join(space.join(block) for block in blocks)


def says(compared: Comparison) -> list[tuple[str, str, str]]:
    return [(change.what, change.part, change.text) for change in compared.changes]


@given(PLAIN, st.none() | PLAIN, BLOCKS, st.sampled_from(["\n", "  ", "\t", " \n  ", "\u00a0", "\r\n"]), st.randoms())
def test_white_space_and_order_mean_nothing(
    title: str, summary: str | None, blocks: list[list[str]], space: str, chance: random.Random
) -> None:
    token = token_of(wording(title, summary, body(blocks)))
    moved = list(blocks)
    chance.shuffle(moved)
    again = wording(f" {title}\n", summary and f"{summary}  ", f"\n\n{body(moved, space)}   \n\n\n")
    assert compare(token, again) == Comparison(is_current=True)
    assert compare(token[:6], again) == Comparison(is_current=True)


@given(BLOCKS, BLOCK, st.data())
def test_a_changed_block_is_named_and_no_other(blocks: list[list[str]], new: list[str], data: st.DataObject) -> None:
    assume(new not in blocks)
    before = wording("Title", None, body(blocks))
    position = data.draw(st.integers(0, len(blocks) - 1))
    now = wording("Title", None, body([*blocks[:position], new, *blocks[position + 1 :]]))
    assume(len(set(token_groups(before)) | set(token_groups(now))) == len(blocks) + 3)
    assert says(compare(token_of(before), now)) == [("changed", "text", " ".join(new))]


@given(BLOCKS, BLOCK, st.data())
def test_an_added_block_is_named_and_a_removed_one_counted(
    blocks: list[list[str]], new: list[str], data: st.DataObject
) -> None:
    assume(new not in blocks)
    position = data.draw(st.integers(0, len(blocks)))
    short = wording("Title", "Summary", body(blocks))
    long = wording("Title", "Summary", body([*blocks[:position], new, *blocks[position:]]))
    assume(len(set(token_groups(long))) == len(blocks) + 3)
    assert says(compare(token_of(short), long)) == [("added", "text", " ".join(new))]
    assert says(compare(token_of(long), short)) == [("removed", "text", "")]


def token_groups(words: object) -> list[str]:
    groups = token_of(words).partition("-")[2]  # type: ignore[arg-type]
    return [groups[start : start + 3] for start in range(0, len(groups), 3)]


PIECES = st.sampled_from(
    ["# Head", "## Low ", "#no", "text one", "> quote", "- item", "", "", " ", "\t", "<!-- a -->", "<!-- b\n\nc -->"]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_a_block_is_found_in_its_line(pieces: list[str], line_end: str) -> None:
    text = line_end.join(pieces)
    lines = text.replace("\r\n", "\n").split("\n")
    found_blocks = list(numbered_blocks(text))
    assert tuple(block for _, block in found_blocks) == wording("T", None, text).blocks
    assert [number for number, _ in found_blocks] == sorted({number for number, _ in found_blocks})
    for number, block in found_blocks:
        assert " ".join(lines[number].split()).startswith(block.split()[0])


@given(BLOCKS, BLOCKS)
def test_a_change_knows_which_block_it_means(before: list[list[str]], now: list[list[str]]) -> None:
    old, new = wording("T", None, body(before)), wording("T", None, body(now))
    compared = compare(token_of(old), new)
    assert compared.blocks_before == (None if compared.is_current else len(before))
    for change in compared.changes:
        assert (change.now is None) == (change.what == "removed")
        assert (change.before is None) == (change.what == "added")
        assert change.text == ("" if change.now is None else new.blocks[change.now])
    for places in ([c.now for c in compared.changes], [c.before for c in compared.changes]):
        known = [place for place in places if place is not None]
        assert len(known) == len(set(known))


THREE = "One fish.\n\nTwo fish.\n\nRed fish.\n"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (("Title", "Summary", THREE), None),
        (("Other", "Summary", THREE), [("changed", "title", "Other")]),
        (("Title", "Other", THREE), [("changed", "summary", "Other")]),
        (("Title", None, THREE), [("removed", "summary", "")]),
        (("Summary", "Title", THREE), [("changed", "title", "Summary"), ("changed", "summary", "Title")]),
        (("Title", "Summary", THREE.replace("Two", "2")), [("changed", "text", "2 fish.")]),
        (("Title", "Summary", "Red fish.\n\nTwo\nfish.\n\nOne fish."), None),
        (("Title", "Summary", f"<!-- Ask\n\nAnna. -->\n{THREE}<!-- done -->\n"), None),
        (("Title", "Summary", f"{THREE}\n\nTwo fish."), [("added", "text", "Two fish.")]),
        (("Title", "Summary", "Two fish.\n\nRed fish."), [("removed", "text", "")]),
        (
            ("Title", "Summary", "One fish.\n\nBlue fish.\n\nRed fish.\n\nNew."),
            [("changed", "text", "Blue fish."), ("added", "text", "New.")],
        ),
        (
            ("Title", "Summary", "1\n\n2\n\nRed fish.\n"),
            [("changed", "text", "1"), ("changed", "text", "2")],
        ),
        (
            ("Title", "Summary", "New.\n\nOne fish.\n\nRed fish."),
            [("added", "text", "New."), ("removed", "text", "")],
        ),
        (("Title", "Summary", ""), [("removed", "text", "")] * 3),
    ],
)
def test_what_changed(now: tuple[str, str | None, str], expected: list[tuple[str, str, str]] | None) -> None:
    token = token_of(wording("Title", "Summary", THREE))
    compared = compare(token, wording(*now))
    assert compared.is_current is (expected is None)
    assert says(compared) == (expected or [])
    assert compare(token[:6], wording(*now)) == Comparison(is_current=expected is None)


@pytest.mark.parametrize(
    ("before", "now", "is_current"),
    [
        ("## Head\nText.", "## Head\n\nText.", True),
        ("> One two\n> three.", "> One\n> two three.", True),
        ("- a\n- b", "- a\n- c", False),
        ("é", "e\u0301", True),
        ("One.", "one.", False),
        ("One two.", "One\n\ntwo.", False),
    ],
)
def test_what_counts_as_a_change(before: str, now: str, is_current: bool) -> None:
    assert compare(token_of(wording("T", None, before)), wording("T", None, now)).is_current is is_current


def test_a_heading_without_an_empty_line_below_is_a_block_of_its_own() -> None:
    token = token_of(wording("T", None, "## Head\nText."))
    assert says(compare(token, wording("T", None, "## Head\nOther."))) == [("changed", "text", "Other.")]


@pytest.mark.parametrize("blocks", [0, 1, MOST_BLOCKS, MOST_BLOCKS + 1, 5000])
def test_a_token_is_a_bounded_line(blocks: int) -> None:
    words = wording("Title", None, "\n\n".join(f"Block {number}." for number in range(blocks)))
    token = token_of(words)
    assert re.fullmatch(TOKEN, token)
    assert len(token) <= 373
    assert ("-" in token) is (blocks <= MOST_BLOCKS)
    assert compare(token, words).is_current
    assert not compare(token, wording("Titel", None, "")).is_current


def test_a_token_stays_what_it_is() -> None:
    """Every translation in the world carries one: a change of the way they are made puts all of them behind."""
    assert token_of(wording("Moc kobiet", None, "Jeden.\n\nDwa.\n")) == "0f3055-dx4gxr1v6chq"


@pytest.mark.parametrize(
    ("token", "is_one"),
    [
        ("3f9c1a", True),
        ("3f9c1a" * 8, True),
        ("3f9c1a-000zzz", True),
        ("3f9c1a-000zzz" + "abc" * 120, True),
        ("3f9c1", False),
        ("3F9C1A", False),
        ("3f9c1a-", False),
        ("3f9c1a-000", False),
        ("3f9c1a-000zz", False),
        ("3f9c1a-000zzi", False),
        ("3f9c1a-000zzz" + "abc" * 121, False),
    ],
)
def test_what_a_token_looks_like(token: str, is_one: bool, tmp_path: Path) -> None:
    source = make_site(tmp_path, {TRANSLATION: document("Tekst.", translated_from=f"sv {token}")})
    assert found(build_site(source)) == ([] if is_one else [(TRANSLATION, 3, "not-a-version")])


# The coverage


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        code = cli.main(list(arguments))
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_site(tmp_path)


def mark_of(path: str, source: Path) -> str:
    """Return the token of the document at ``path``."""
    front, text = (source / path).read_text("utf-8").split("---\n", 2)[1:]
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    return token_of(wording(fields["title"], fields.get("summary"), text))


@pytest.mark.parametrize(
    ("original", "translation", "state", "changes"),
    [
        (document("Nytt.\n"), document("Tekst.", translated_from="sv {token}"), "behind", [("changed", "Nytt.")]),
        (document("Text om *alfa*.\n"), document("Tekst.", translated_from="sv {token}"), "up to date", None),
        (document("Text om\n*alfa*."), document("Tekst.", translated_from="sv {token}"), "up to date", None),
        (
            document("Text om *alfa*.\n", region="podlaskie", cost="1 EUR"),
            document("Tekst.", translated_from="sv {token}"),
            "up to date",
            None,
        ),
        (document("Nytt.\n"), document("Tekst.", translated_from="sv {whole}"), "behind", []),
        (document("Text om *alfa*.\n"), document("Tekst.", translated_from="sv {whole}"), "up to date", None),
        (document("Nytt.\n"), document("Tekst.", translated_from="sv"), "unmarked", None),
        (document("Nytt.\n", town="Oslo"), document("Tekst."), "unmarked", None),
        (document("Nytt.\n"), document("Tekst.", translated_from="sv {token}", draft="true"), "draft", None),
        (document("Nytt.\n"), None, "missing", None),
    ],
)
def test_the_state_of_a_translation(
    original: str,
    translation: str | None,
    state: str,
    changes: list[tuple[str, str]] | None,
    source: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    token = token_of(wording("Alfa", None, "Text om *alfa*."))
    filled = translation and translation.format(token=token, whole=token[:6])
    write(source, {PROJECT: original, TRANSLATION: filled})
    code, out, err = run("status", "--source", str(source), "--format", "json", capsys=capsys)
    assert (code, err) == (0, "")
    entry = next(entry for entry in json.loads(out)["entries"] if entry["id"] == "alpha")
    assert entry["original"] == "sv"
    assert entry["versions"]["sv"]["state"] == "original"
    version = entry["versions"]["pl"]
    assert version["state"] == state
    named = version.get("changes")
    assert (None if named is None else [(change["what"], change["text"]) for change in named]) == changes


def test_people_read_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("status", "--source", str(ROOT / "tests/golden/translation-behind/input"), capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith(
        """\
                 sv        ar          pl          lv
projects/garden  original  up to date  behind (2)  missing
pages/about      original  unmarked    up to date  missing

content/projects/garden/index.pl.md is behind the version in “sv”:
  paragraph changed  “Trettio grannar är med.”
  paragraph added    “Nu finns där ett växthus.”

"""
    )
    _, _, table = out.partition("\ncoverage ")
    rows = [re.split(r" {2,}", line.strip()) for line in table.splitlines()[:3]]  # how wide depends on the last rows
    assert rows == [
        ["sv", "ar", "pl", "lv"],
        ["projects", "100% (1 of 1)", "100% (1 of 1)", "100% (1 of 1)", "0% (0 of 1)"],
        ["news", "–", "–", "–", "–"],
    ]
    assert "\nbehind: " in out
    assert "\nunmarked: " in out


def test_coverage_counts_what_visitors_can_read(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(source, {"content/pages/about/index.ar.md": document("من نحن", translated_from="sv", draft="true")})
    write(source, {"content/pages/idea/index.sv.md": document("Ännu inte.", draft="true")})
    write(source, {"i18n/pl.po": 'msgid "Home"\nmsgstr "Start"\n\n#, fuzzy\nmsgid "News"\nmsgstr "Nowe"\n'})
    coverage = json.loads(run("status", "--source", str(source), "--format=json", capsys=capsys)[1])["coverage"]
    assert {language: shares["projects"]["percent"] for language, shares in coverage.items()} == {
        **dict.fromkeys(("sv", "pl"), 100),
        **dict.fromkeys(("ar", "lv"), 0),
    }
    assert coverage["ar"]["pages"] == {"done": 0, "total": 1, "percent": 0}
    assert coverage["sv"]["news"] == {"done": 1, "total": 1, "percent": 100}
    assert coverage["sv"]["term labels"]["percent"] == 100


@pytest.mark.parametrize(("language", "title"), [("sv", "Verkstäder"), ("pl", "Warsztaty"), ("en", "ورش")])
def test_a_section_is_called_as_its_reader_knows_it(
    source: Path, capsys: pytest.CaptureFixture[str], language: str, title: str
) -> None:
    settings = SITE_YML + "sections: {shops: {title: {ar: ورش, sv: Verkstäder, pl: Warsztaty}}}\n"
    write(source, {"content/site.yml": settings})
    report = source / "report.html"
    options = ("--source", str(source), "--ui-language", language, "--html", str(report))
    assert title in run("status", *options, capsys=capsys)[1]
    page = report.read_text("utf-8")
    assert (f'<bdi lang="ar" dir="rtl">{title}</bdi>' if language == "en" else f">{title}<") in page


def test_a_term_without_a_label_lowers_the_coverage(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(source, {VOCABULARY: "moon: {labels: {sv: Månen}}\n"})
    code, out, _ = run("status", "--source", str(source), "--format=json", capsys=capsys)
    shares = {language: covered["term labels"] for language, covered in json.loads(out)["coverage"].items()}
    assert code == 0
    assert shares["sv"]["done"] == shares["sv"]["total"] == shares["ar"]["done"] + 1
    assert shares["ar"]["percent"] == 75


@pytest.mark.parametrize(
    ("minima", "code", "word"),
    [
        (["sv=100"], 0, ""),
        (["pl=0", "sv=100%"], 0, ""),
        (["ar=80"], 1, "“ar” covers 0% (0 of 1) where 80% are asked for: projects."),
        (["sv=100", "lv=1"], 1, "“lv”"),
        (["xx=1"], 2, "“xx”"),
        (["ar"], 2, "“ar”"),
        (["ar=101"], 2, "ar=101"),
        (["ar=٨٠"], 2, "ar=80"),
        (["=80"], 2, "“=80”"),
    ],
)
def test_too_little_coverage_fails(
    minima: list[str], code: int, word: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [option for minimum in minima for option in ("--min-coverage", minimum)]
    ended, out, err = run("status", "--source", str(source), *options, capsys=capsys)
    assert ended == code
    assert word in err
    assert bool(err) is (code > 0)
    assert bool(out) is (code < 2)


@pytest.mark.parametrize("command", [["status"], ["translated", "alpha", "pl"]])
def test_what_cannot_be_read_is_said_first(
    command: list[str], source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(source, {TRANSLATION: "no front matter"})
    code, out, err = run(*command, "--source", str(source), capsys=capsys)
    assert (code, out) == (1, "")
    assert err.startswith(f"{TRANSLATION}:1: no-front-matter: ")


def test_columns_stay_straight_in_every_script() -> None:
    rows = [
        ("ab", "x"),
        ("漢字", "x"),
        ("مَرْحَبًا", "x"),
        ("e\u0301", "x"),
        ("", "x"),
        ("\u2067نص\u2069", "x"),
        ("👩‍👩‍👧", "x"),
    ]
    lines = columns(rows).splitlines()
    assert {width(line) for line in lines} == {width(lines[0])}


@pytest.mark.parametrize("command", ["status", "translated"])
def test_help_is_in_plain_words(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, err = run(command, "--help", capsys=capsys)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert not re.search(r"(?i)\b(positional|argument|string|namespace|boolean)\b", out)
    assert "Exit codes: 0" in out


# Marking a translation


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\ntranslated_from: sv\n---\nx", "---\ntitle: A\ntranslated_from: NEW\n---\nx"),
        ("---\ntitle: A\n---\nx", "---\ntitle: A\ntranslated_from: NEW\n---\nx"),
        (
            "---\r\ntitle: A\r\nslug: b\r\n---\r\nx\n",
            "---\r\ntitle: A\r\ntranslated_from: NEW\r\nslug: b\r\n---\r\nx\n",
        ),
        ("---\rtitle: A\r---\rx", "---\rtitle: A\rtranslated_from: NEW\r---\rx"),
        (
            "\ufeff--- \r\n# Hi\r\ntranslated_from:  sv 3f9c1a  # by Anna\r\ntitle: A\r\n---\r\n",
            "\ufeff--- \r\n# Hi\r\ntranslated_from:  NEW  # by Anna\r\ntitle: A\r\n---\r\n",
        ),
        ('---\ntitle: A\n"translated_from" : "sv"\n---\n', '---\ntitle: A\n"translated_from" : NEW\n---\n'),
        ("---\ntitle: A\ntranslated_from:\n---\n", "---\ntitle: A\ntranslated_from: NEW\n---\n"),
        ("---\ntitle: A\ntranslated_from: # ?\n---\n", "---\ntitle: A\ntranslated_from: NEW # ?\n---\n"),
        (
            "---\ntitle: >\n  A\n\n  B\n\n# c\nslug: b\n---\n",
            "---\ntitle: >\n  A\n\n  B\ntranslated_from: NEW\n\n# c\nslug: b\n---\n",
        ),
        (
            "---\nsummary: |\n  translated_from: x\ntitle: A\n---\ntranslated_from: y\n",
            "---\nsummary: |\n  translated_from: x\ntitle: A\ntranslated_from: NEW\n---\ntranslated_from: y\n",
        ),
        ("---\ntitle: A\n---\n\u2028\u0085\r", "---\ntitle: A\ntranslated_from: NEW\n---\n\u2028\u0085\r"),
        ("---\ntitle: A\ntranslated_from: NEW\n---\n", "---\ntitle: A\ntranslated_from: NEW\n---\n"),
        ("---\n{title: A, translated_from: sv}\n---\n", None),
        ("---\ntitle: A\ntranslated_from:\n  sv\n---\n", None),
        ("---\ntitle: A\ntranslated_from: >\n  sv\n---\n", None),
        ("---\nslug: a\n---\n", None),
        ("---\ntitle: [\n---\n", None),
        ("title: A\n", None),
    ],
)
def test_one_line_changes_and_nothing_else(before: str, after: str | None) -> None:
    changed = with_translated_from(before.encode(), "sv 3f9c1a-abcdef")
    assert changed == (None if after is None else after.replace("NEW", "sv 3f9c1a-abcdef").encode())


FRONT = st.lists(
    st.sampled_from(
        [
            *("slug: a", "# title: x", "summary: |", "  title: y", "  translated_from: sv", "", "date: 2024 # soon"),
            *(
                "title: A",
                "title: 'A: B'",
                "translated_from: sv",
                "translated_from: 'pl 3f9c1a' # ok",
                "\ttitle: z",
                "---",
            ),
        ]
    ),
    max_size=8,
)


@given(FRONT, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]), st.text(max_size=20))
def test_whatever_the_file_one_line_changes_or_none(lines: list[str], line_end: str, mark: str, text: str) -> None:
    head = line_end.join(["---", *lines, "---", ""])
    before = f"{mark}{head}{text}".encode("utf-8", "replace")
    after = with_translated_from(before, "lv 3f9c1a")
    if after is None:
        return
    new = re.compile(rb"""^translated_from:[ ]*lv 3f9c1a[^\r\n]*(\r\n|\r|\n)""", re.MULTILINE)
    ends = before.splitlines(keepends=True), after.splitlines(keepends=True)
    kept = [line for line in ends[0] if line not in ends[1]]
    added = [line for line in ends[1] if line not in ends[0]]
    assert len(kept) <= 1
    assert len(added) == 1
    assert new.fullmatch(added[0])
    assert with_translated_from(after, "lv 3f9c1a") == after


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_translated_marks_the_file(line_end: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "---\ntitle: Alfa # tytuł\ntranslated_from: sv\nsummary: Ą\n---\nTekst.\n".replace("\n", line_end)
    write(source, {TRANSLATION: text})
    (source / TRANSLATION).chmod(0o640)
    before = snapshot(source)
    token = mark_of(PROJECT, source)
    code, out, err = run("translated", "alpha", "pl", "--source", str(source), capsys=capsys)
    assert (code, err) == (0, "")
    assert out == f"{TRANSLATION}: translated_from: sv {token}\n"
    now = snapshot(source)
    changed = text.replace("from: sv", f"from: sv {token}").encode()
    assert {path: content for path, (content, _) in now.items()} == {
        **{path: content for path, (content, _) in before.items()},
        TRANSLATION: changed,
    }
    assert (source / TRANSLATION).stat().st_mode & 0o777 == 0o640
    assert build_site(source).exit_code == 0
    assert run("translated", "projects/alpha", "pl", "--source", str(source), capsys=capsys)[1].startswith(
        f"{TRANSLATION}: already there: "
    )


def test_a_translation_of_a_translation_is_measured_by_that(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(source, {"content/projects/alpha/index.lv.md": document("Teksts.", translated_from="pl")})
    out = run("translated", "alpha", "lv", "--source", str(source), capsys=capsys)[1]
    assert out.endswith(f"translated_from: pl {mark_of(TRANSLATION, source)}\n")


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["alpah", "pl"], 2, "Did you mean “alpha”?"),
        (["alpha", "xx"], 2, "sv, ar, pl, lv"),
        (["alpha", "sv"], 2, "original itself"),
        (["alpha", "ar"], 2, "content/projects/alpha/index.ar.md"),
        (["both", "pl"], 2, "news/both, pages/both"),
        (["pages/both", "pl"], 0, ""),
        (["content/pages/both/", "pl"], 0, ""),
        (["projects/both", "pl"], 2, "projects/both"),
        (["../projects/alpha", "pl"], 2, "../projects/alpha"),
        (["flow", "pl"], 1, "content/pages/flow/index.pl.md: Vitrina cannot change"),
        (["nobody", "pl"], 1, "no-original"),
        (["alpha"], 2, "LANG"),
        ([], 2, "ID"),
        (["alpha", "pl", "--source", "nowhere-at-all"], 2, "nowhere-at-all"),
    ],
)
def test_what_translated_says(
    arguments: list[str],
    code: int,
    word: str,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(source)
    both = {"sv": document("Text."), "pl": document("Tekst.", translated_from="sv")}
    write(source, {f"content/{kind}/both/index.{lang}.md": both[lang] for kind in ("news", "pages") for lang in both})
    write(source, {"content/pages/flow/index.sv.md": document("a")})
    write(source, {"content/pages/flow/index.pl.md": "---\n{title: A, translated_from: sv}\n---\n"})
    write(source, {"content/pages/nobody/index.sv.md": document(translated_from="pl")})
    write(source, {"content/pages/nobody/index.pl.md": document(translated_from="sv")})
    before = snapshot(source)
    ended, out, err = run("translated", *arguments, capsys=capsys)
    assert ended == code
    assert word in err
    assert bool(out) is (code == 0)
    assert (snapshot(source) == before) is (code > 0)


def test_a_file_that_cannot_be_replaced_stays_whole(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(source)

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)
    code, out, err = run("translated", "alpha", "pl", "--source", str(source), capsys=capsys)
    assert (code, out) == (1, "")
    assert err == f"vitrina: {TRANSLATION}: This cannot be written (Permission denied).\n"
    assert snapshot(source) == before


def test_visitors_are_told(tmp_path: Path) -> None:
    """The demonstration site's translations are all marked, so a change of one original shows on its translations."""
    source = copy_demo(tmp_path)
    catalogues = [*(source / "i18n/visitors").glob("*.po")]
    for file in catalogues:
        file.write_bytes(
            re.sub(
                rb'(?m)^(msgid "The original has changed .*\n)msgstr .*',
                rb'\1msgstr "ORIGINAL CHANGED"',
                file.read_bytes(),
            )
        )
    original = source / "content/projects/moc-kobiet/index.pl.md"
    original.write_bytes(original.read_bytes() + b"\nNowy akapit.\n")
    assert build_site(source).errors == 0
    pages = {path: page.decode() for path, page in published(source / "site").items() if path.endswith(".html")}
    told = {path: page for path, page in pages.items() if "ORIGINAL CHANGED" in page}
    assert sorted(path.split("/")[0] for path in told) == ["ar", "lv", "sv"]
    for page in told.values():
        note = page.partition("ORIGINAL CHANGED")[2]
        assert re.match(r'\s*<a href="[^"]*/pl/projects/moc-kobiet/" hreflang="pl">', note)
