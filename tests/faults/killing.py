"""Submissions over real HTTP while things are killed: nothing acknowledged is lost, nothing is there twice, no number is missing."""

from __future__ import annotations

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Event, Lock
from uuid import UUID

from fazhi.people.identifiers import new_id
from tests.faults.serving import CLIENTS, PASSWORD, VILLAGE, Office

PATIENCE = 120.0  # seconds for one submission, restarts of the database included
UNHEARD = 0.2  # share of answers that the network loses on their way back
TIMEOUT = 15.0  # seconds for one answer
EVERYTHING = "worker worker web backend backend postmaster"
FOUND = "2026-03-02"


class Stuck(Exception):
    """A submission was not acknowledged in time."""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass
class Said:
    """What the clients were told, by the words of each report; and how often the killer struck."""

    answers: dict[str, UUID] = field(default_factory=dict)
    tries: int = 0
    kills: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


class Client:
    """A phone on a weak network: sends a report under an id of its own again and again until it hears the acknowledgement."""

    def __init__(self, office: Office, number: int, random: Random) -> None:
        self.random = random
        self.base, self.username = f"http://127.0.0.1:{office.port}", f"grid{number}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(_Stay, urllib.request.HTTPCookieProcessor(self.jar))

    def log_in(self) -> None:
        """By the log-in page; OSError when nobody answers."""
        self._send("/login/")
        status, where = self._send("/login/", {"username": self.username, "password": PASSWORD})
        if status != 302:
            raise OSError(f"log-in answered {status} {where}")

    def enter(self) -> None:
        """Log in as soon as the house answers; Stuck when it never does."""
        until, heard = time.monotonic() + PATIENCE, ""
        while time.monotonic() < until:
            try:
                return self.log_in()
            except OSError as error:
                heard = str(error)
            time.sleep(0.05)
        raise Stuck(f"{self.username} 在 {PATIENCE:.0f} 秒内没有登录成功，最后听到：{heard}")

    def report(self, summary: str, said: Said, *, new_id_each_try: bool = False) -> UUID:
        """The id of the case that the acknowledgement names. Stuck when there is none in time."""
        identifier, until, heard = new_id(), time.monotonic() + PATIENCE, ""
        while time.monotonic() < until:
            if new_id_each_try:
                identifier = new_id()
            with said.lock:
                said.tries += 1
            try:
                status, where = self._send("/open/disputes/mediation/", self._form(summary, identifier))
                if self.random.random() < UNHEARD:
                    continue
                if status == 302 and (found := re.search(r"/cases/([0-9a-f-]{36})/", where)):
                    return UUID(found[1])
                if status == 302 or status == 403:
                    self.log_in()
                elif status < 500:
                    raise Stuck(f"「{summary}」答复 {status}：{where[:300]}")
                heard = f"{status} {where[:200]}"
            except OSError as error:
                heard = str(error)
            time.sleep(0.05)
        raise Stuck(f"「{summary}」在 {PATIENCE:.0f} 秒内没有得到确认，最后听到：{heard}")

    def _form(self, summary: str, identifier: UUID) -> dict[str, str]:
        return {
            "request": str(identifier),
            "happened_on": FOUND,
            "village": VILLAGE,
            "source": "grid",
            "dispute_type": "neighbours",
            "parties": "测试甲、测试乙",
            "summary": summary,
            "risk": "yellow",
            "seen": "on",
        }

    def _send(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        data = None
        if form is not None:
            token = next((one.value for one in self.jar if one.name == "csrftoken"), "")
            data = urllib.parse.urlencode(form | {"csrfmiddlewaretoken": token or ""}).encode()
        try:
            with self.opener.open(self.base + path, data, timeout=TIMEOUT) as answer:
                return answer.status, _words(answer.read())
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers.get("Location") or _words(answer.read())
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise OSError(str(error)) from error
        except Exception as error:  # http.client has its own errors for answers cut in the middle
            raise OSError(str(error)) from error


def _words(body: bytes) -> str:
    """What a page says is wrong: its own sentences, else all its text."""
    page = body.decode(errors="replace")
    found = re.findall(r"(?:wrong|alert)[^>]*>([^<]+)", page) or re.findall(r">([^<>]+)<", page)
    return " ".join(one.strip() for one in found if one.strip())


def trial(
    office: Office, seed: int, submissions: int, *, targets: str = EVERYTHING, new_id_each_try: bool = False
) -> tuple[list[str], Said]:
    """Send reports from several phones while a killer strikes at random moments; what did not hold, and what was said."""
    office.clear()
    said, done = Said(), Event()

    def phone(number: int) -> list[str]:
        random = Random(f"{seed}-{number}")
        client = Client(office, number, random)
        wrong = []
        client.enter()
        for turn in range(number, submissions, CLIENTS):
            summary = f"第{turn}件 {random.getrandbits(64):x}"
            try:
                answer = client.report(summary, said, new_id_each_try=new_id_each_try)
            except Stuck as stuck:
                wrong.append(str(stuck))
                continue
            with said.lock:
                said.answers[summary] = answer
        return wrong

    def killer() -> None:
        random = Random(seed)
        while not done.is_set():
            heard, pause = len(said.answers) + random.randint(1, 12), random.random() * 0.2
            while len(said.answers) < heard and not done.wait(0.05):
                office.tend()
            if not done.wait(pause):
                said.kills.append(office.kill(random, targets))

    with ThreadPoolExecutor(CLIENTS + 1) as pool:
        striking = pool.submit(killer)
        try:
            wrong = [one for found in pool.map(phone, range(CLIENTS)) for one in found]
        finally:
            done.set()
        striking.result()
    return [*wrong, *_differences(office, said)], said


def _differences(office: Office, said: Said) -> list[str]:
    rows = office.query(
        "SELECT c.id, c.number, d.summary, c.version, (SELECT count(*) FROM kernel_step s WHERE s.case_id = c.id) "
        "FROM kernel_case c JOIN disputes_dispute d ON d.case_id = c.id"
    )
    stored = {identifier: summary for identifier, _, summary, _, _ in rows}
    wrong = [f"丢失：「{words}」已确认而库中没有" for words, key in said.answers.items() if key not in stored]
    wrong += [
        f"答复与库中不一致：「{words}」" for words, key in said.answers.items() if stored.get(key, words) != words
    ]
    summaries = [summary for _, _, summary, _, _ in rows]
    wrong += [
        f"重复：「{words}」有 {summaries.count(words)} 件" for words in set(summaries) if summaries.count(words) > 1
    ]
    wrong += [f"{number} 有 {steps} 个步骤" for _, number, _, version, steps in rows if (version, steps) != (1, 1)]
    serials = sorted(int(re.findall(r"〕(\d+)号", number)[0]) for _, number, _, _, _ in rows)
    if serials != list(range(1, len(rows) + 1)):
        wrong.append(f"编号不连续：{serials}")
    last = [number for (number,) in office.query("SELECT last FROM kernel_numbercounter WHERE kind = 'disputes'")]
    if last != [len(rows)]:
        wrong.append(f"编号簿记到 {last}，库中 {len(rows)} 件")
    return wrong
