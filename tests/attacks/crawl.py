"""Every public resource of an instance as anybody can have it: followed from link to link, with headers."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from urllib.parse import quote, urljoin, urlsplit

from flask import Flask

from survey import interface, published
from survey.config import Settings

Answer = tuple[int, tuple[tuple[str, str], ...], bytes]
"""Status, headers but for the date, and body."""
HERE = ("", "localhost", "127.0.0.1:8000")
_LINK = re.compile(r'(?:href|src|action)="([^"]+)"')
_OPTION = re.compile(r'<select name="(\w+)"[^>]*>(.*?)</select>', re.S)
_VALUE = re.compile(r'value="([^"]*)"')


def every_resource(settings: Settings) -> dict[str, Answer]:
    """Address -> what it answers, in each language, of a server that was just started: pages and what they
    lead to, everything that their forms can ask, and the interface."""
    site, api = published.create_app(settings), interface.create_app(settings)
    found: dict[str, Answer] = {}
    waiting = ["/", "/kk/", "/ru/", "/en/"]
    while waiting:
        address = waiting.pop()
        if address not in found:
            found[address] = _asked(site, address)
            page = found[address][2].decode("utf-8", "replace")
            waiting += [one for one in _leads(page, address) if one not in found]
    return found | {f"/api{one}": _asked(api, one) for one in _addresses(api)}


def _asked(app: Flask, address: str) -> Answer:
    answer = app.test_client().get(address)
    headers = tuple(sorted((name, value) for name, value in answer.headers if name != "Date"))
    return answer.status_code, headers, answer.data


def _leads(page: str, address: str) -> list[str]:
    """Where a page leads to on the same site."""
    if "<html" not in page:
        return []
    links = [urlsplit(urljoin(address, one)) for one in _LINK.findall(unescape(page))]
    here = [one._replace(scheme="", netloc="", fragment="").geturl() for one in links if one.netloc in HERE]
    return [*here, *(urljoin(address, one) for one in _forms(page))]


def _forms(page: str) -> list[str]:
    """What the selects of a page can ask, all with all; of what was asked already nothing more."""
    selects = {name: [unescape(value) for value in _VALUE.findall(inside)]
               for name, inside in _OPTION.findall(page)}  # fmt: skip
    asked = [[f"{name}={quote(value)}" for value in values] for name, values in selects.items()]
    return ["?" + "&".join(one) for one in product(*asked)] if asked else []


def _addresses(api: Flask) -> list[str]:
    """What the interface gives of publications: lists, each of them, and each of their tables."""
    client, found = api.test_client(), ["/openapi.json"]
    for language in ("kk", "ru", "en"):
        found.append(f"/publications?language={language}")
        for one in client.get("/publications").get_json():
            place = f"/publications/{one['survey']}/{one['wave']}"
            found.append(f"{place}?language={language}")
            told = client.get(place).get_json()
            terms = [f"{v['variable']}:{g['group']}" for v in told["variables"] for g in v["groups"]]
            asks = ["", *(f"&where={quote(term)}" for term in terms)]
            asks += [f"&by={v['variable']}{where}" for v in told["variables"] for where in asks]
            found += [
                f"{place}/tables/{question['question']}?language={language}&format={format}{ask}"
                for question in told["questions"] for ask in asks for format in ("json", "csv")
            ]  # fmt: skip
    return found
