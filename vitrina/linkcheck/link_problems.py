"""What the results mean for the writer: a problem at each place where the address was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urldefrag

from vitrina.content.config import PATH
from vitrina.linkcheck.values import CheckResult, Failure, LinkState
from vitrina.problems import Location, Message, Problem, Severity, say

_GONE = say("There is no website at {host} any more. Correct the address, or remove the link.")
_DEAD: Mapping[Failure, Message] = {
    Failure.STATUS: say("The site says that it has no such page ({status}): look for its new address."),
    Failure.INVALID_ADDRESS: say("Write a full address, such as https://example.org/page/"),
    Failure.UNKNOWN_HOST: say("There is no host called {host}. Correct the address, or remove the link."),
    Failure.BAD_CERTIFICATE: say("Browsers warn of {host}: its certificate is not valid."),
    Failure.NO_TLS: say("Browsers cannot talk to {host} over https. Perhaps http:// is right."),
    Failure.REDIRECT_LOOP: say("It leads round in a circle. Look for the page's own address."),
}
_UNREACHABLE = say("{host} could not be reached; try it in a browser.")
_UNDECIDED: Mapping[Failure, Message] = {
    Failure.STATUS: say("The site answered {status}, perhaps only to programs: try it in a browser."),
    Failure.TIMEOUT: say("{host} did not answer in time; try it in a browser."),
    Failure.DISCONNECTED: say("{host} broke off the conversation; try it in a browser."),
    Failure.UNKNOWN_ISSUER: say(
        "This computer does not know who signed the certificate of {host}; try it in a browser."
    ),
    Failure.REDIRECT_LOOP: say("Without cookies it leads round in a circle; try it in a browser."),
    Failure.TOO_MANY_REDIRECTS: say(
        "It is redirected again and again (redirects followed: {count}); try it in a browser."
    ),
    Failure.PRIVATE: say("{host} is in the network of this computer, which is not asked; try it in a browser."),
    Failure.NOT_FOLLOWED: say("It leads on to {address}, which is not checked; try it in a browser."),
}


def problems_of(address: str, locations: Iterable[Location], result: CheckResult) -> Iterator[Problem]:
    """Yield what ``result`` says about ``address``, as it was written, at each of its ``places``."""
    for location in locations:
        if result.state is LinkState.DEAD:
            message = say("The link “{link}” to another site leads nowhere.", link=address)
            yield Problem(location, "dead-external-link", message, _hint(result), Severity.WARNING)
        elif result.state is LinkState.UNDECIDED:
            message = say("The link “{link}” could not be checked.", link=address)
            yield Problem(location, "unchecked-external-link", message, _hint(result), Severity.NOTE)
        elif result.moved_to is not None:
            message = say("The page of the link “{link}” has moved permanently.", link=address)
            hint = say("Write the new address: {address}", address=_with_fragment(result.moved_to, address))
            yield Problem(location, "moved-external-link", message, hint, Severity.NOTE)


def no_network(count: int) -> Problem:
    """Return that no host could be reached, so that ``count`` addresses were not checked."""
    message = say("No other site could be reached, so the links to other sites were not checked.")
    hint = say("Connect this computer to the network and check again. Addresses left: {count}", count=count)
    return Problem(Location(PATH), "no-network", message, hint, Severity.NOTE)


def _with_fragment(moved_to: str, address: str) -> str:
    fragment = urldefrag(address).fragment
    return f"{moved_to}#{fragment}" if fragment else moved_to


def _hint(result: CheckResult) -> Message:
    """Return what to do about ``result``; whatever its detail is, the sentence has one gap for it at most."""
    hints, otherwise = (_DEAD, _GONE) if result.state is LinkState.DEAD else (_UNDECIDED, _UNREACHABLE)
    sentence = hints.get(result.reason, otherwise) if result.reason is not None else otherwise
    return Message(sentence.msgid, dict.fromkeys(("status", "host", "address", "count"), str(result.detail)))
