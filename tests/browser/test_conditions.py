"""Every kind of page as it is met: on a phone, enlarged, spaced out, in the system's colours, at rest, on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import KINDS, LANGUAGES, Site

pytestmark = pytest.mark.browser

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_kind = pytest.mark.parametrize("kind", KINDS)

ASIDE = """() => {
  const root = document.scrollingElement, faults = [];
  const excess = root.scrollWidth - root.clientWidth;
  if (excess > 0) faults.push(`the page is ${excess} px too wide`);
  // What a card leaves out stands on the page that it leads to (Understanding WCAG 2.2, 1.4.12).
  const isTeaser = (element) => element.closest('.vt-cards > li > *')?.parentElement.querySelector('a[href]');
  const framed = (element) => element.closest('svg, .vt-compared, table, .vt-hidden, .vt-skip, dialog:not([open])')
    || element.tabIndex === 0 && element.scrollWidth > element.clientWidth;
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility({visibilityProperty: true}) || framed(element)) continue;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (box.width > 2 && (box.left < -1 || box.right > root.clientWidth + 1))
      faults.push(`beside the page: ${element.outerHTML.slice(0, 120)}`);
    const cuts = (way, size, room) => ['hidden', 'clip'].includes(style[way]) && size > room + 2;
    if (element.innerText?.trim() && box.width > 2
        && (!isTeaser(element) && cuts('overflowY', element.scrollHeight, element.clientHeight)
        || cuts('overflowX', element.scrollWidth, element.clientWidth)))
      faults.push(`text is cut off: ${element.outerHTML.slice(0, 120)}`);
  }
  return faults; }"""
"""What a visitor would have to scroll sideways for, or could not read at all. What is wider on purpose scrolls in a
frame of its own: a table, a map, the comparison (WCAG 2.2, 1.4.10)."""

UNSEEN = """() => {
  const faults = [], canvas = getComputedStyle(document.body).backgroundColor;
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility());
  const blank = (colour) => colour === 'none' || /^rgba.*, 0\\)$/.test(colour) || colour === canvas;
  for (const link of shown('main a[href], main button, main input, main select')) {
    link.focus({preventScroll: true});
    const style = getComputedStyle(link);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 || blank(style.outlineColor))
      faults.push(`no focus ring: ${link.outerHTML.slice(0, 100)}`);
  }
  document.activeElement.blur();
  const figures = '.vt-amount rect, .vt-time :is(path, rect), .vt-places-on-map circle:not(.vt-reach, .vt-inside)';
  for (const one of shown(figures)) {
    const style = getComputedStyle(one);
    if (blank(style.fill) && blank(style.stroke) && !one.getAttribute('fill')?.startsWith('url'))
      faults.push(`not drawn: ${one.outerHTML.slice(0, 100)} ${style.fill} ${style.stroke}`);
  }
  for (const one of shown('.vt-chip, .vt-button, button, .vt-cards > li')) {
    const style = getComputedStyle(one), sides = ['Top', 'Bottom', 'Left', 'Right'];
    const isEdged = sides.some(side => parseFloat(style[`border${side}Width`]) && !blank(style[`border${side}Color`]));
    if (!isEdged && blank(style.backgroundColor) && !one.matches('.vt-cards > li'))
      faults.push(`nothing to see: ${one.outerHTML.slice(0, 100)}`);
  }
  for (const one of shown('.vt-cards li b')) {
    const style = getComputedStyle(one, '::before');
    if (style.content !== 'none' && blank(style.backgroundColor) && blank(style.borderTopColor))
      faults.push(`no sign: ${one.outerHTML.slice(0, 100)}`);
  }
  for (const one of shown('body *')) {
    const text = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (text && getComputedStyle(one).color === getComputedStyle(one).backgroundColor)
      faults.push(`text in the colour of its ground: ${one.outerHTML.slice(0, 100)}`);
  }
  return faults; }"""

MOVING = """() => {
  const faults = [];
  const seconds = (list) => Math.max(...list.split(',').map(one => parseFloat(one) * (one.includes('ms') ? .001 : 1)));
  const lasts = (list) => seconds(list) > .01;
  for (const element of document.querySelectorAll('*'))
    for (const part of [null, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      if (style.animationName !== 'none' && lasts(style.animationDuration) || lasts(style.transitionDuration))
        faults.push(`moves: ${element.outerHTML.slice(0, 100)} ${part}`);
      if (style.scrollBehavior !== 'auto') faults.push(`glides: ${element.tagName}`);
    }
  return faults.concat(document.getAnimations().map(one => `runs: ${one.animationName}`)); }"""

PRINTED = """() => {
  const faults = [];
  for (const one of document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, td, th, figcaption, blockquote)')) {
    const away = 'nav, form, details, dialog, [hidden], button, noscript, .vt-hidden, ' + ['actions', 'more', 'select',
      'share', 'cite', 'report', 'copy', 'choose', 'chosen', 'sort', 'others', 'form', 'settings', 'tools', 'exports'
    ].map(n => `.vt-${n}`).join();
    const box = one.getBoundingClientRect();
    if (one.closest(away) || !one.textContent.trim() || one.querySelector(away) && !one.innerText.trim()) continue;
    if (!one.checkVisibility()) faults.push(`lost: ${one.outerHTML.slice(0, 120)}`);
    else if (box.width > 1 && (box.left < -1 || box.right > innerWidth + 1))
      faults.push(`off the paper: ${one.outerHTML.slice(0, 120)}`);
  }
  for (const link of document.querySelectorAll('.vt-prose a[href^="http"]')) {
    const written = getComputedStyle(link, '::after').content + link.textContent;
    if (link.checkVisibility() && !written.includes(link.getAttribute('href')))
      faults.push(`address not written out: ${link.outerHTML.slice(0, 120)}`);
  }
  for (const one of document.querySelectorAll('nav, form:not(.vt-settings), button:not(.vt-settings *)'))
    if (one.checkVisibility()) faults.push(`a control on paper: ${one.outerHTML.slice(0, 120)}`);
  const root = document.scrollingElement, excess = root.scrollWidth - root.clientWidth;
  if (excess > 0) faults.push(`${excess} px wider than the paper`);
  return faults; }"""

SPACED = """() => { for (const one of document.querySelectorAll('*')) {
  const set = (name, value) => one.style.setProperty(name, value, 'important');
  set('line-height', '1.5'); set('letter-spacing', '0.12em'); set('word-spacing', '0.16em');
  if (one.localName === 'p') set('margin-block-end', '2em'); } }"""
"""The spacing of WCAG 2.2, 1.4.12, set by a script because the policy lets no style sheet in."""

ENLARGED = "() => document.documentElement.style.setProperty('font-size', '200%', 'important')"
AS_BEFORE = "() => document.querySelectorAll('[style]').forEach(one => one.removeAttribute('style'))"


@dataclass(frozen=True, slots=True)
class Condition:
    """A way of meeting a page: the window, the media features, what is done to the page, and what would be wrong."""

    faults: str
    width: int = 1280
    height: int = 900
    media: Mapping[str, Any] = field(default_factory=dict)
    change: str | None = None


CONDITIONS = {
    "a small phone": Condition(ASIDE, 320, 640),
    "a laptop at 400 %": Condition(ASIDE, 320, 256),
    "text at 200 %": Condition(ASIDE, change=ENLARGED),
    "spaced text": Condition(ASIDE, change=SPACED),
    "spaced text on a phone": Condition(ASIDE, 320, 640, change=SPACED),
    "forced colours": Condition(UNSEEN, media={"forced_colors": "active"}),
    "forced colours in the dark": Condition(UNSEEN, media={"forced_colors": "active", "color_scheme": "dark"}),
    "reduced motion": Condition(MOVING, media={"reduced_motion": "reduce"}),
    "paper": Condition(PRINTED, 720, 1000, media={"media": "print"}),
}
AT_REST: Mapping[str, Any] = {
    "media": "screen",
    "color_scheme": "light",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}


def faults_in(page: Page, condition: Condition) -> list[str]:
    page.set_viewport_size({"width": condition.width, "height": condition.height})
    page.emulate_media(**{**AT_REST, **condition.media})
    if condition.change:
        page.evaluate(condition.change)
    found: list[str] = page.evaluate(condition.faults)
    if condition.change:
        page.evaluate(AS_BEFORE)
    return found


@every_kind
@every_language
def test_a_page_can_be_read_everywhere(site: Site, page: Page, language: str, kind: str) -> None:
    page.goto(site.pages(language)[kind])
    if kind == "compare":
        page.locator("table").wait_for()
    found = {name: faults_in(page, condition) for name, condition in CONDITIONS.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [1366, 1920])
@every_kind
def test_the_header_is_as_wide_as_the_window(site: Site, page: Page, kind: str, width: int) -> None:
    """A class of the body, such as `vt-news`, may not meet the rules of a part of pages with the same name."""
    page.set_viewport_size({"width": width, "height": 900})
    for language in ("ar", "lv"):
        page.goto(site.pages(language)[kind])
        edges = page.evaluate(
            """() => [...document.querySelectorAll('body, body > header, body > footer')].map(element => {
                 const box = element.getBoundingClientRect();
                 return [box.left, box.right - document.documentElement.clientWidth]; })"""
        )
        assert {tuple(edge) for edge in edges} == {(0, 0)}, language


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("a small phone", "document.querySelector('main p').style.minInlineSize = '400px'"),
        (
            "spaced text",
            "Object.assign(document.querySelector('.vt-prose p').style, {blockSize: '1lh', overflow: 'hidden'})",
        ),
        ("forced colours", "document.querySelector('main dd a').style.outline = 'none'"),
        ("reduced motion", "document.querySelector('main dd a').style.transition = 'color 1s'"),
        ("reduced motion", "document.documentElement.style.scrollBehavior = 'smooth'"),
        ("paper", "document.querySelector('.vt-prose p').style.display = 'none'"),
    ],
)
def test_what_is_wrong_would_be_seen(site: Site, page: Page, name: str, script: str) -> None:
    page.goto(site.pages("lv")["project"])
    page.evaluate(f"() => {{ {script} }}")
    assert faults_in(page, CONDITIONS[name]) != []


@every_language
def test_links_on_paper_lead_somewhere(site: Site, page: Page, language: str) -> None:
    """An address that is written out is the one that the link has, complete."""
    page.goto(site.pages(language)["page"])
    page.emulate_media(media="print")
    written = page.locator(".vt-prose a[href^=http]").evaluate_all(
        "links => links.map(link => [link.href, getComputedStyle(link, '::after').content + link.textContent])"
    )
    assert all(unquote(urljoin(page.url, href)).rstrip("/") in unquote(text) for href, text in written)
    assert all(urlsplit(href).netloc for href, _ in written)
