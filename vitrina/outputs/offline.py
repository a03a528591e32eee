"""Reading without a network: a service worker, where the site wants it, and the page that it shows for others.

Where it is not wanted, the file at its address takes back what an earlier version of the site left in browsers: these
would keep a worker whose file is not there any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from vitrina.outputs.kinds import SETTINGS, FileContext, FileKind, OutputKind, Planned
from vitrina.problems import Problems, say
from vitrina.values.fingerprints import fingerprint
from vitrina.views import addresses, kinds
from vitrina.views.frame import page_view, site_view
from vitrina.views.targets import Target
from vitrina.views.values import Context
from vitrina.views.view_context import PageKind, ViewContext

_WORKER, _BEGIN = "worker.js", "offline.js"

REMOVAL = b"""\
// Takes what this site kept in browsers, while it was to be read without a network, out of them again.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  const own = `vitrina ${registration.scope} `;
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
  await registration.unregister();
})()));
"""
"""The service worker of a site that does not want one."""


def offline_context(view_context: ViewContext, target: Target, problems: Problems) -> Context:  # noqa: ARG001 (one signature)
    """Return the context of the page that stands for those that the browser has not kept."""
    title = view_context.localisers[target.language].gettext("You are offline")
    return {"page": page_view(view_context, target, title)}


def _content(given: FileContext, _: Target) -> bytes:
    view_context = given.view_context
    if not view_context.has(kinds.OFFLINE):
        return REMOVAL
    targets = [Target(kind=kinds.OFFLINE, language=language) for language in view_context.editions]
    own = (_WORKER, _BEGIN)
    assets = [
        url for name, url in view_context.assets.items() if name.endswith((".css", ".js", ".svg")) and name not in own
    ]
    data = {
        "version": fingerprint(([site_view(view_context, target) for target in targets], assets))[:16],
        "pages": {target.language: view_context.link_to(target) for target in targets},
        "assets": assets,
    }
    lines = (f"self.vitrina = {json.dumps(data)};", f"importScripts({json.dumps(view_context.assets[_WORKER])});", "")
    return "\n".join(lines).encode()


def _plan(given: FileContext) -> Iterator[Planned]:
    if given.view_context.has(kinds.OFFLINE) or addresses.SERVICE_WORKER not in given.static:
        yield Planned(path=addresses.SERVICE_WORKER, origin=SETTINGS, target=Target(kind=_WORKER))


_PURPOSE = say("What browsers keep of the site for reading without a network.")

OFFLINE = OutputKind(
    name="offline",
    purpose=_PURPOSE,
    pages=(
        PageKind(
            name=kinds.OFFLINE,
            address=lambda _, target: addresses.offline(target.language),
            context=offline_context,
            is_indexed=False,
        ),
    ),
    targets=lambda _, language: iter((Target(kind=kinds.OFFLINE, language=language),)),
    script=_WORKER,
    assets=(_WORKER, _BEGIN),
    is_wanted=lambda config: config.offline,
)
SERVICE_WORKER = OutputKind(
    name="offline",
    purpose=_PURPOSE,
    files=(FileKind(name=_WORKER, plan=_plan, content=_content),),
)
