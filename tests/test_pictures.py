"""Pictures beside documents are published in several widths, upright, in sRGB, and without a word about anybody."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import PIL
import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from tests.pictures import GIF, JPEG, PNG, SECRET, drawn, notes_in, saved, shown, telling
from tests.profiles import ADOBE_RGB, DISPLAY_P3, GREY, INKS, LINEAR_SRGB
from tests.sites import (
    PAGE,
    PROJECT,
    ROOT,
    SITE_YML,
    TODAY,
    build_site,
    document,
    explain,
    found,
    make_site,
    published,
    write,
)
from vitrina.disk.inputs import InputFile
from vitrina.media import making
from vitrina.media.inspection import inspected
from vitrina.media.making import Encoder
from vitrina.media.problems import UnusablePictureError
from vitrina.media.renditions import fallback, renditions
from vitrina.model.pictures import PictureSettings
from vitrina.pipeline import CheckOptions, check
from vitrina.values.fingerprints import digest_of

pytestmark = pytest.mark.usefixtures("small_package")

FOLDER = "content/projects/alpha"
FILES = "files/projects/alpha"


def made(tmp_path: Path, name: str, data: bytes, **options: object) -> dict[str, bytes]:
    """Return the renditions of a picture by the names of their files."""
    write(tmp_path, {name: data})
    picture = inspected(data, digest_of(data), name)
    chosen = PictureSettings(**options)  # type: ignore[arg-type]
    encode = Encoder().rendition
    wanted = (fallback(name, picture, chosen), *renditions(name, picture, chosen))
    return {rendition.name: encode(InputFile(tmp_path, name), picture, rendition) for rendition in wanted}


def is_upright(image: Image.Image) -> bool:
    """Tell whether a picture from ``drawn`` is as it was drawn."""
    seen = image.convert("RGB")
    (red, _, blue), (last_red, _, last_blue) = seen.getpixel((1, 1)), seen.getpixel((seen.width - 2, seen.height - 2))
    return red - blue > 100 and last_blue - last_red > 100


def test_a_picture_is_published_in_its_own_format_and_in_widths_to_choose_from(tmp_path: Path) -> None:
    photo = saved(drawn(2000, 1500), "JPEG")
    source = make_site(tmp_path, {f"{FOLDER}/photo.jpg": photo, PROJECT: document("![Ett hus](photo.jpg)\n")})
    assert build_site(source).errors == 0
    files = {path: shown(data) for path, data in published(source / "site").items() if path.startswith("files/")}
    assert {(image.format, image.size) for image in files.values()} == {
        ("JPEG", (1600, 1200)),
        ("WEBP", (480, 360)),
        ("WEBP", (960, 720)),
        ("WEBP", (1600, 1200)),
    }
    page = published(source / "site")["sv/projects/alpha/index.html"].decode()
    chosen = re.findall(r"/showcase/(files/\S+) ([0-9]+)w", page)
    assert [(files[path].width, int(width)) for path, width in chosen] == [(480, 480), (960, 960), (1600, 1600)]
    image = re.search(r"<img [^>]*>", page)
    assert image is not None
    for attribute in (
        'src="/showcase/files/projects/alpha/photo.jpg"',
        'width="1600"',
        'height="1200"',
        'loading="lazy"',
    ):
        assert attribute in image[0]


def test_widths_formats_and_quality_are_settings(tmp_path: Path) -> None:
    settings_of_pictures = "pictures: {widths: [320, 100], formats: [webp, avif], quality: 50}\n"
    files = {f"{FOLDER}/photo.png": saved(drawn(400, 300), "PNG"), "content/site.yml": SITE_YML + settings_of_pictures}
    source = make_site(tmp_path, {**files, PROJECT: document("![Ett hus](photo.png)\n")})
    assert build_site(source).errors == 0
    sizes = [
        (image.format, image.width)
        for path, data in published(source / "site").items()
        if path.startswith("files/")
        for image in [shown(data)]
    ]
    assert sorted(sizes) == [("AVIF", 100), ("AVIF", 320), ("PNG", 320), ("WEBP", 100), ("WEBP", 320)]
    page = published(source / "site")["sv/projects/alpha/index.html"].decode()
    assert re.findall(r'type="(image/\w+)"', page) == ["image/avif", "image/webp"]


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"])
def test_nothing_published_says_who_where_or_when(tmp_path: Path, image_format: str) -> None:
    name = f"photo.{image_format.lower()}"
    data = telling(drawn(600, 400), image_format)
    assert SECRET.encode() in data
    files = made(tmp_path / "in", name, data)
    write(tmp_path / "out", files)
    assert notes_in(sorted((tmp_path / "out").iterdir())) == {}
    assert not any(SECRET.encode() in made_data for made_data in files.values())


def test_the_reader_of_notes_finds_them(tmp_path: Path) -> None:
    write(tmp_path, {f"{form}.x": telling(drawn(), form) for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")})
    assert notes_in(sorted(tmp_path.iterdir())).keys() == {"JPEG.x", "PNG.x", "WEBP.x", "AVIF.x", "GIF.x"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_the_camera_was_held(tmp_path: Path, orientation: int) -> None:
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    seen = drawn(800, 560)
    kept = seen.transpose(turned[orientation]) if orientation in turned else seen
    files = made(tmp_path, "photo.jpg", telling(kept, "JPEG", orientation))
    assert {shown(data).size for data in files.values()} == {(800, 560), (480, 336)}
    assert all(is_upright(shown(data)) for data in files.values())


def test_colours_of_another_profile_are_converted(tmp_path: Path) -> None:
    """A profile with another white: without the conversion, grey would be published as it is in the file."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000))
    grey = Image.new("RGB", (40, 40), (119, 119, 119))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    in_lab = ImageCms.profileToProfile(grey, srgb, lab, outputMode="LAB")
    assert in_lab is not None
    files = made(tmp_path, "photo.tiff", saved(in_lab, "TIFF", icc_profile=lab.tobytes()))
    for data in files.values():
        assert all(abs(channel - 119) <= 3 for channel in shown(data).convert("RGB").getpixel((20, 20)))


def striped(mode: str, colours: Iterable[Any]) -> Image.Image:
    """Return a picture with a stripe of each of the ``colours``."""
    stripes = [Image.new(mode, (40, 60), colour) for colour in colours]
    image = Image.new(mode, (40 * len(stripes), 60))
    for number, stripe in enumerate(stripes):
        image.paste(stripe, (40 * number, 0))
    return image


RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
IN_DISPLAY_P3 = {(234, 51, 35): RED, (117, 251, 76): GREEN, (0, 0, 245): BLUE, (128, 128, 128): (128, 128, 128)}
IN_ADOBE_RGB = {(219, 0, 0): RED, (144, 255, 60): GREEN, (0, 0, 250): BLUE, (128, 128, 128): (129, 129, 129)}
IN_GREY = {0: (0, 0, 0), 128: (146, 146, 146), 255: (255, 255, 255)}
IN_INKS = {
    (0, 0, 0, 0): (255, 255, 255),
    (255, 0, 0, 0): (0, 151, 218),
    (0, 255, 0, 0): (216, 12, 122),
    (0, 0, 0, 255): (40, 40, 40),
}
COLOURS: dict[str, tuple[str, str, bytes, dict[Any, tuple[int, int, int]]]] = {
    "a phone, Display P3": ("PNG", "RGB", DISPLAY_P3, IN_DISPLAY_P3),
    "transparent": ("PNG", "RGBA", DISPLAY_P3, {(*colour, 200): seen for colour, seen in IN_DISPLAY_P3.items()}),
    "few colours": ("PNG", "P", DISPLAY_P3, IN_DISPLAY_P3),
    "WebP": ("WEBP", "RGB", DISPLAY_P3, IN_DISPLAY_P3),
    "HEIC": ("HEIF", "RGB", DISPLAY_P3, IN_DISPLAY_P3),
    "a camera, Adobe RGB": ("JPEG", "RGB", ADOBE_RGB, IN_ADOBE_RGB),
    "a profile with sRGB in its name": ("PNG", "RGB", LINEAR_SRGB, {(55, 55, 55): (128, 128, 128)}),
    "inks": ("TIFF", "CMYK", INKS, IN_INKS),
    "inks, JPEG": ("JPEG", "CMYK", INKS, IN_INKS),
    "grey": ("JPEG", "L", GREY, IN_GREY),
    "grey and transparent": ("PNG", "LA", GREY, {(grey, 200): seen for grey, seen in IN_GREY.items()}),
    "grey of 16 bits": ("PNG", "I;16", GREY, {grey * 257: seen for grey, seen in IN_GREY.items()}),
}
"""Pictures whose files say what their numbers mean: format, mode, profile, and the colours in sRGB.

What the primaries of sRGB are in Display P3 and Adobe RGB is known; the others follow from the numbers of the profile.
"""


@pytest.mark.parametrize("kind", COLOURS)
def test_colours_are_those_that_the_profile_means(tmp_path: Path, kind: str) -> None:
    image_format, mode, profile, colours = COLOURS[kind]
    pillow_heif.register_heif_opener()
    image = striped("RGB", colours).quantize() if mode == "P" else striped(mode, colours)
    files = made(tmp_path / "in", f"photo.{image_format.lower()}", saved(image, image_format, icc_profile=profile))
    for name, data in files.items():
        picture = shown(data).convert("RGBA")
        for number, expected in enumerate(colours.values()):
            seen = picture.getpixel((40 * number + 20, 30))
            assert all(abs(one - other) <= 6 for one, other in zip(seen, expected, strict=False)), (
                name,
                seen,
                expected,
            )
        assert abs(picture.getpixel((20, 30))[3] - (200 if mode in ("RGBA", "LA") else 255)) <= 2
    write(tmp_path / "out", files)
    assert notes_in(sorted((tmp_path / "out").iterdir())) == {}


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("profile", [b"no profile", INKS[:200], GREY, DISPLAY_P3, INKS], ids=len)
def test_a_profile_that_cannot_be_is_left_out(tmp_path: Path, mode: str, profile: bytes) -> None:
    """One that is damaged, or for colours of another kind: those in the file are taken as they are."""
    brown = Image.new("RGB", (64, 48), (150, 90, 60))
    plain, with_profile = (
        made(tmp_path, "photo.tif", saved(brown.convert(mode), "TIFF", **options))
        for options in ({}, {"icc_profile": profile})
    )
    is_meant = (mode, profile) in (("L", GREY), ("RGB", DISPLAY_P3), ("CMYK", INKS))
    assert (list(plain.values()) == list(with_profile.values())) is not is_meant
    write(tmp_path / "out", with_profile)
    assert notes_in(sorted((tmp_path / "out").iterdir())) == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([("RGB", DISPLAY_P3), ("CMYK", INKS), ("L", GREY)]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_any_damage_to_a_profile_leaves_a_picture(
    tmp_path: Path, meant: tuple[str, bytes], changes: list[tuple[int, int]]
) -> None:
    mode, profile = meant
    damaged = bytearray(profile)
    for place, value in changes:
        damaged[place % len(damaged)] = value
    files = made(tmp_path, "photo.tif", saved(drawn(8, 6, mode), "TIFF", icc_profile=bytes(damaged)))
    assert all(shown(data).size == (8, 6) for data in files.values())


MODES = {
    "CMYK": ("jpg", saved(drawn(64, 48, "CMYK"), "JPEG")),
    "16-bit": ("png", saved(drawn(64, 48, "L").convert("I;16").point(lambda value: value * 257), "PNG")),
    "grey": ("jpg", saved(drawn(64, 48, "L"), "JPEG")),
    "palette": ("png", saved(drawn(64, 48, "P"), "PNG")),
    "transparent": ("png", saved(drawn(64, 48, "RGBA"), "PNG")),
    "grey and transparent": ("png", saved(drawn(64, 48, "LA"), "PNG")),
    "one bit": ("png", saved(drawn(64, 48, "1"), "PNG")),
    "bitmap": ("bmp", saved(drawn(64, 48), "BMP")),
    "mislabelled": ("jpg", saved(drawn(64, 48), "PNG")),
    "mislabelled, transparent": ("jpg", saved(drawn(64, 48, "RGBA"), "WEBP", lossless=True)),
}
IN_COLOUR = MODES.keys() - {"16-bit", "grey", "grey and transparent", "one bit"}


@pytest.mark.parametrize("name", MODES)
def test_pictures_of_all_kinds_look_right(tmp_path: Path, name: str) -> None:
    ending, data = MODES[name]
    files = made(tmp_path, f"photo.{ending}", data)
    assert len(files) == 2
    for published_name, published_data in files.items():
        image = shown(published_data)
        assert image.size == (64, 48)
        assert image.format == ("JPEG" if published_name.endswith("jpg") else image.format)
        middle = image.convert("RGB").getpixel((32, 24))
        assert min(middle) > 245, (published_name, middle)
        assert name not in IN_COLOUR or is_upright(image)


TRANSPARENT = {
    "alpha": saved(Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG"),
    "grey": saved(Image.new("L", (40, 30), 255), "PNG", transparency=255),
    "one bit": saved(Image.new("1", (40, 30), 1), "PNG", transparency=255),
    "palette": saved(Image.new("L", (40, 30), 1).convert("P"), "PNG", transparency=1),
}


@pytest.mark.parametrize("kind", TRANSPARENT)
def test_what_is_transparent_stays_so(tmp_path: Path, kind: str) -> None:
    files = made(tmp_path, "logo.png", TRANSPARENT[kind])
    assert all(shown(data).convert("RGBA").getpixel((3, 3))[3] == 0 for data in files.values())


def test_a_kind_that_browsers_do_not_show_becomes_a_jpeg(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        f"{FOLDER}/scan.tif": saved(drawn(), "TIFF"),
        PROJECT: document("![Ett hus](scan.tif) [scan](scan.tif)\n", image="{file: scan.tif, alt: Ett hus}"),
    }
    source = make_site(tmp_path, files)
    assert build_site(source).errors == 0, explain(build_site(source).problems)
    page = published(source / "site")["sv/projects/alpha/index.html"].decode()
    assert page.count("/showcase/files/projects/alpha/scan.tif.jpg") == 2
    assert shown(published(source / "site")[f"{FILES}/scan.tif.jpg"]).format == "JPEG"


def test_moving_pictures_move(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (600, 300), colour) for colour in ("red", "lime", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0)
    for name, published_data in made(tmp_path, "film.gif", data).items():
        image = Image.open(io.BytesIO(published_data))
        durations = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            durations.append(image.info["duration"])
        assert durations == [100, 200, 300], name
        assert image.convert("RGB").getpixel((10, 10))[2] > 200


def test_a_moving_picture_does_not_say_when_it_was_made(tmp_path: Path) -> None:
    """AVIF has the time of the build in three places, unless they are emptied; then no two builds are the same."""
    frames = [Image.new("RGB", (60, 30), colour) for colour in ("red", "lime", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    files = made(tmp_path / "in", "film.gif", data, formats=("avif", "webp"))
    assert [Image.open(io.BytesIO(published_data)).n_frames for published_data in files.values()] == [3, 3, 3]
    write(tmp_path / "out", files)
    assert notes_in(sorted((tmp_path / "out").iterdir())) == {}


def test_heic_is_read_where_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(drawn(64, 48)).save(buffer)
    files = made(tmp_path, "IMG_0001.HEIC", buffer.getvalue())
    assert next(iter(files)) == "IMG_0001.HEIC.jpg"
    assert all(is_upright(shown(data)) for data in files.values())
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(UnusablePictureError) as caught:
        inspected(buffer.getvalue(), "", "IMG_0001.HEIC")
    assert caught.value.problem.code == "heic-picture"


def huge() -> bytes:
    """Return the beginning of a PNG that would have 50,000 × 50,000 pixels."""
    small = saved(Image.new("1", (1, 1)), "PNG")
    header = small[12:16] + (50_000).to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]


UNUSABLE = {
    "bomb.png": (huge(), "picture-too-large"),
    "half.jpg": (saved(drawn(800, 600), "JPEG")[:-2000], "damaged-picture"),
    "half.png": (saved(drawn(800, 600), "PNG")[:-200], "damaged-picture"),
    "empty.webp": (b"", "not-a-picture"),
    "text.jpg": (b"no picture", "not-a-picture"),
    "head.gif": (b"GIF89a", "not-a-picture"),
}


def test_what_is_no_picture_is_told_and_nothing_is_published(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {f"{FOLDER}/{name}": data for name, (data, _) in UNUSABLE.items()}
    source = make_site(tmp_path, {**files, PROJECT: document(" ".join(f"[a]({name})" for name in UNUSABLE))})
    expected = sorted((f"{FOLDER}/{name}", 0, code) for name, (_, code) in UNUSABLE.items())
    built = build_site(source)
    assert found(built) == expected, explain(built.problems)
    checked = check(CheckOptions(source=source, today=TODAY, jobs=1), lambda _done, _total: None)
    assert found(checked) == expected
    assert not (source / "site/files").exists()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([JPEG, PNG, GIF, telling(drawn(), "WEBP"), telling(drawn(), "AVIF"), saved(drawn(), "TIFF")]),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=6),
    st.integers(0, 4000),
)
def test_any_damage_gives_a_picture_or_a_problem(
    tmp_path: Path, data: bytes, changes: list[tuple[int, int]], end: int
) -> None:
    damaged = bytearray(data[: max(1, end % (2 * len(data)))])
    for place, value in changes:
        damaged[place % len(damaged)] = value
    with suppress(UnusablePictureError):
        files = made(tmp_path, "photo.jpg", bytes(damaged), widths=(16, 64))
        assert all(shown(made_data).width <= 64 for made_data in files.values())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(1, 900),
    st.integers(1, 900),
    st.sampled_from(["jpg", "png", "webp", "gif"]),
    st.integers(1, 8),
    st.sets(st.integers(16, 700), min_size=1, max_size=4),
)
def test_sizes_are_those_that_pages_are_told(
    tmp_path: Path, width: int, height: int, ending: str, orientation: int, widths: set[int]
) -> None:
    image_format = {"jpg": "JPEG"}.get(ending, ending.upper())
    data = telling(drawn(width, height), image_format, orientation)
    picture = inspected(data, digest_of(data), f"a.{ending}")
    chosen = PictureSettings(widths=tuple(sorted(widths)))
    wanted = {
        r.name: r.size for r in (fallback(f"a.{ending}", picture, chosen), *renditions(f"a.{ending}", picture, chosen))
    }
    files = made(tmp_path, f"a.{ending}", data, widths=chosen.widths)
    assert {name: shown(made_data).size for name, made_data in files.items()} == wanted
    assert all(size[0] <= max(widths) for size in wanted.values())


def test_every_process_and_order_makes_the_same_bytes(tmp_path: Path) -> None:
    photos = {f"{FOLDER}/{name}.jpg": telling(drawn(700 + number, 500), "JPEG") for number, name in enumerate("abcdef")}
    source = make_site(tmp_path / "source", dict(photos))
    outputs = []
    for jobs in (1, 2, 3):
        report = build_site(source, tmp_path / str(jobs), jobs=jobs, has_state=False)
        assert report.errors == 0
        outputs.append(published(tmp_path / str(jobs)))
    assert outputs[0] == outputs[1] == outputs[2]


def test_a_picture_is_encoded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not again after a change of the text, nor in another output, nor after a build that failed for another reason."""
    encoded: list[str] = []
    original = Image.Image.save

    def save(self: Image.Image, buffer: object, image_format: str, **options: object) -> None:
        encoded.append(image_format)
        original(self, buffer, image_format, **options)  # type: ignore[arg-type]

    photo = f"{FOLDER}/photo.jpg"
    source = make_site(
        tmp_path, {photo: saved(drawn(800, 600), "JPEG"), PROJECT: document("![Ett hus](photo.jpg) [x](nowhere.md)\n")}
    )
    small = saved(drawn(300, 200), "JPEG")
    monkeypatch.setattr(Image.Image, "save", save)
    assert build_site(source).errors == 1
    assert sorted(encoded) == ["JPEG", "WEBP", "WEBP"]
    write(source, {PROJECT: document("![Ett hus](photo.jpg)\n", title="Beta")})
    assert build_site(source).errors == 0
    assert build_site(source, tmp_path / "another").errors == 0
    assert len(encoded) == 3
    write(source, {photo: small})
    assert build_site(source).errors == 0
    assert len(encoded) == 5
    names = [path for path in published(source / "site") if path.startswith(FILES)]
    assert len(names) == 2, names


def test_a_picture_is_encoded_again_by_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of Pillow, or of the code that makes pictures: it may have learnt to leave out more."""
    source = make_site(tmp_path / "source", {f"{FOLDER}/photo.png": PNG, PROJECT: document("![Ett hus](photo.png)\n")})
    monkeypatch.setenv("VITRINA_CACHE_DIR", str(tmp_path / "cache"))
    changed = write(tmp_path / "changed", {"encoding.py": "# better\n"})
    versions = ((making, "_CODE", making._CODE), (PIL, "__version__", "99"), (making, "_CODE", changed))
    for number, version in enumerate(versions):
        monkeypatch.setattr(*version)
        assert build_site(source, tmp_path / str(number)).errors == 0
        assert len(list((tmp_path / "cache/pictures").iterdir())) == 2 * (number + 1)


def test_a_damaged_cache_does_not_reach_the_site(tmp_path: Path) -> None:
    source = make_site(tmp_path, {f"{FOLDER}/photo.png": saved(drawn(77, 55), "PNG")})
    build_site(source)
    before = published(source / "site")
    for file in (Path(os.environ["VITRINA_CACHE_DIR"]) / "pictures").iterdir():
        file.write_bytes(b"x" * 40)
    build_site(source, tmp_path / "another")
    assert published(tmp_path / "another") == before


def test_drawings_say_their_size(tmp_path: Path) -> None:
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    for attributes, size in {
        'width="30" height="20"': (30, 20),
        'viewBox="0 0 30 20"': (1000, 667),
        'width="150" viewBox="0 0 300 200"': (150, 100),
        'width="1in" height="48px"': (96, 48),
        'width="100%"': (0, 0),
    }.items():
        picture = inspected(f"<svg {namespace} {attributes}/>".encode(), "", "a.svg")
        assert (picture.width, picture.height) == size
    files: dict[str, str | bytes | None] = {f"{FOLDER}/a.svg": f'<svg {namespace} viewBox="0 0 30 20"/>'}
    source = make_site(tmp_path, {**files, PROJECT: document("![Ett hus](a.svg)\n")})
    assert build_site(source).errors == 0
    assert 'height="667"' in published(source / "site")["sv/projects/alpha/index.html"].decode()


def test_a_site_without_pictures_does_not_load_what_reads_them(tmp_path: Path) -> None:
    source = make_site(tmp_path)
    program = (
        "import sys; from tests.sites import build_site; from pathlib import Path; "
        f"assert build_site(Path({str(source)!r})).errors == 0; print([m for m in sys.modules if m.startswith('PIL')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"


def test_static_pictures_tell_nothing_either(tmp_path: Path) -> None:
    """They keep their names and their size: what they are for is not known here."""
    data = telling(drawn(1800, 900), "JPEG", 6)
    source = make_site(
        tmp_path, {"content/static/bild.JPG": data, PAGE: document("![Ett hus](../../static/bild.JPG)\n")}
    )
    assert build_site(source).errors == 0
    assert shown(published(source / "site")["bild.JPG"]).size == (900, 1800)
    assert notes_in([source / "site/bild.JPG"]) == {}
    assert 'height="1800"' in published(source / "site")["sv/about/index.html"].decode()


def test_pictures_that_tell_more_than_is_seen_are_named(tmp_path: Path) -> None:
    names = ("a.TIF", "b.heic", "c.jfif", "d.bmp", "e.png")
    files: dict[str, str | bytes | None] = {f"content/static/{name}": PNG for name in names}
    files |= {f"{FOLDER}/f.tif": saved(drawn(), "TIFF"), f"{FOLDER}/g.jfif": JPEG}
    settings_of_site = SITE_YML + "attachments: [jfif]\n"
    source = make_site(
        tmp_path, {**files, "content/site.yml": settings_of_site, PROJECT: document("[f](f.tif) [g](g.jfif)\n")}
    )
    telling_ones = [f"{FOLDER}/g.jfif", *(f"content/static/{name}" for name in names[:3])]
    assert found(build_site(source)) == [(path, 0, "telling-picture") for path in telling_ones]


def test_settings_that_cannot_be_are_told(tmp_path: Path) -> None:
    wrong = "pictures: {widths: [480px, 9], formats: [jxl], quality: 0}\n"
    report = build_site(make_site(tmp_path, {"content/site.yml": SITE_YML + wrong}))
    codes = ["not-a-width", "not-a-width", "unknown-picture-format", "not-a-quality"]
    assert found(report) == [("content/site.yml", 10, code) for code in codes]


DRAWING = """<?xml version="1.0"?>
<!-- made by Rosa -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.inkscape.org/" xmlns:xlink="http://www.w3.org/1999/xlink"
  width="9" height="9" x:export-filename="/home/rosa/a.png">
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Rosa</rdf:RDF></metadata>
  <x:view name="Rosa"><rect/></x:view>
  <style><![CDATA[rect > a { fill: red }]]></style>
  <rect id="a" x:label="Rosa" width="4" height="4"/><use xlink:href="#a" x="4"/><text>A &amp; B &lt; C</text>
</svg>
"""


def test_drawings_tell_nothing_either(tmp_path: Path) -> None:
    source = make_site(tmp_path, {f"{FOLDER}/a.svg": DRAWING, PROJECT: document("![Ett hus](a.svg)\n")})
    assert build_site(source).errors == 0
    drawn_again = published(source / "site")[f"{FILES}/a.svg"].decode()
    assert "osa" not in drawn_again
    root = ElementTree.fromstring(drawn_again)
    inside = [element.tag.rpartition("}")[2] for element in root]
    assert inside == ["style", "rect", "use", "text"]
    assert root[0].text == "rect > a { fill: red }"
    assert root[2].get("{http://www.w3.org/1999/xlink}href") == "#a"
    assert root[3].text == "A & B < C"


def test_a_drawing_without_notes_stays_as_it_is(tmp_path: Path) -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg"  viewBox="0 0 9 9"><path d="M0 0"/></svg>\n'
    source = make_site(tmp_path, {f"{FOLDER}/a.svg": plain, PROJECT: document("![Ett hus](a.svg)\n")})
    assert build_site(source).errors == 0
    assert published(source / "site")[f"{FILES}/a.svg"].decode() == plain


def test_the_pictures_of_the_demo_site_are_those_that_the_script_draws(tmp_path: Path) -> None:
    drawn_before = {file.relative_to(ROOT / "content/projects"): file for file in ROOT.glob("content/projects/*/*.png")}
    for name in drawn_before:
        (tmp_path / name.parent).mkdir(exist_ok=True)
    subprocess.run([sys.executable, ROOT / "docs/make_pictures.py", tmp_path], check=True)
    assert drawn_before
    for name, before in drawn_before.items():
        pictures = [shown(file.read_bytes()).convert("RGB") for file in (before, tmp_path / name)]
        assert ImageChops.difference(*pictures).getbbox() is None, name
