"""Many visitors at once: clients that speak Streamlit's protocol, so that no browser takes the processor's time."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.request import urlopen

from measure import Section
from serving import DASHBOARD, EMPTY, HOST, Server, load, served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

SCENARIO = "lang=nl&scenario=dtz-building-back-better"
VISITORS, SECONDS = 25, 30.0
PAUSE = (1.0, 3.0)
"""Seconds between two moves of one visitor: as long as someone looks at what changed."""
OPENING = 0.2
"""Seconds between two visitors that arrive."""
MAKERS, FILES = 2, ("memo-pdf", "memo-docx", "memo-odt")
"""So many visitors ask for the files whose button's key ends so."""
WAIT = 120.0
DOSES = "alignment-doses"
"""The element of the scenario page that holds its sliders."""
TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{}__events"
"""Under what Streamlit takes what the browser sends from such an element."""


@dataclass
class Slider:
    """A slider of whole numbers: where it lies and where it can go; `number`: its place, where one element has many."""

    element: str
    value: float
    low: float
    high: float
    step: float
    fragment: str
    number: int | None = None

    def elsewhere(self, chance: random.Random) -> float:
        """Another value, on a step."""
        steps = range(round((self.high - self.low) / self.step) + 1)
        values = [self.low + self.step * number for number in steps]
        return chance.choice([each for each in values if each != self.value])


@dataclass
class Visitor:
    """One session: what its page holds, and what the server sent in answer to the last message."""

    socket: ClientConnection
    query: str
    sliders: dict[str, Slider] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    name: str = ""
    page: str = ""
    runs: int = 0

    async def run(self, name: str = "", moved: Slider | None = None) -> float:
        """Asks for a run, as the browser does, and waits until it is finished: in seconds. `name`: of the page."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name, state.fragment_id = self.query, name, moved.fragment if moved else ""
        state.page_script_hash = "" if name else self.page
        state.cached_message_hashes.extend(each for each, run in self.held.items() if run >= self.runs - 2)
        for slider in self.sliders.values():
            if slider.number is None:
                state.widget_states.widgets.add(id=slider.element).double_array_value.data.append(slider.value)
        if moved is not None and moved.number is not None:
            told = [{"event": "moved", "value": [[moved.number, round(moved.value)]]}]
            state.widget_states.widgets.add(id=TRIGGER.format(moved.element), json_trigger_value=json.dumps(told))
        start = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        await self._finished()
        return time.perf_counter() - start

    async def move(self, chance: random.Random) -> float:
        """Moves one of the sliders and waits for the run."""
        slider = chance.choice(list(self.sliders.values()))
        slider.value = slider.elsewhere(chance)
        return await self.run(moved=slider)

    async def go(self, name: str) -> float:
        """Opens another page."""
        self.sliders.clear()
        self.files.clear()
        self.page = self.pages[name]
        return await self.run()

    async def fetch(self, server: Server, ending: str) -> int:
        """Has a file made and takes it: its size.

        Raises:
            LookupError: the page has no such file.
        """
        found = [file for widget, file in self.files.items() if widget.endswith(ending)]
        if not found:
            raise LookupError(f"/memo has no button for {ending}")
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id, request.deferred_file.file_id = ending, self.name, found[0]
        await self.socket.send(asked.SerializeToString())
        while not (told := await self._next()).HasField("backend_operation_response"):
            pass
        answer = told.backend_operation_response
        if answer.error_msg:
            raise RuntimeError(answer.error_msg)
        return len(await asyncio.to_thread(_read, server.url + answer.deferred_file.url))

    async def _finished(self) -> None:
        self.runs += 1
        finished = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
        while True:
            told = await self._next()
            self._take(told)
            if told.WhichOneof("type") == "script_finished" and told.script_finished in finished:
                return

    async def _next(self) -> ForwardMsg:
        data = await asyncio.wait_for(self.socket.recv(decode=False), WAIT)
        told = ForwardMsg()
        told.ParseFromString(data)
        return told

    def _take(self, told: ForwardMsg) -> None:
        if told.metadata.cacheable or told.ref_hash:
            self.held[told.ref_hash or told.hash] = self.runs
        kind = told.WhichOneof("type")
        if kind == "new_session":
            self.name = told.new_session.initialize.session_id
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in told.navigation.app_pages}
            self.page = told.navigation.page_script_hash
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            element = told.delta.new_element
            slider, button = element.slider, element.download_button
            if slider.id and not slider.options and slider.id not in self.sliders:
                value = slider.value[0] if slider.set_value else slider.default[0]
                where = Slider(slider.id, value, slider.min, slider.max, slider.step, told.delta.fragment_id)
                self.sliders[slider.id] = where
            if element.bidi_component.component_name == DOSES:
                self._take_doses(element.bidi_component, told.delta.fragment_id)
            if button.deferred_file_id:
                self.files[button.id] = button.deferred_file_id

    def _take_doses(self, component: BidiComponent, fragment: str) -> None:
        data = json.loads(component.json)
        for number, row in enumerate(data["rows"]):
            name = f"{component.id}-{number}"
            if name not in self.sliders and "percent" in row:
                self.sliders[name] = Slider(component.id, row["percent"], 0, 100, data["step"], fragment, number)


def _read(address: str) -> bytes:
    with urlopen(address, timeout=WAIT) as answer:
        body: bytes = answer.read()
        return body


async def visitor(server: Server, name: str) -> Visitor:
    """Opens a page in a session of its own."""
    address, protocol = f"ws://{HOST}:{server.port}/_stcore/stream", Subprotocol("streamlit")
    socket = await connect(address, subprotocols=[protocol], max_size=None)
    opened = Visitor(socket, SCENARIO)
    await opened.run(name)
    return opened


@dataclass
class Crowd:
    """What many visitors at once waited, and the server worked, in seconds; its memory at moments, now and at most."""

    waits: list[float] = field(default_factory=list)
    took: float = 0.0
    worked: float = 0.0
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    sizes: list[int] = field(default_factory=list)


async def crowd(server: Server, name: str, makes: bool) -> Crowd:
    """One visitor, then many that each move a slider again and again; then some that have files made."""
    told = Crowd()
    told.memory["started"] = server.memory()
    visitors = [await visitor(server, name)]
    told.memory["1 session"] = server.memory()
    for _ in range(VISITORS - 1):
        await asyncio.sleep(OPENING)
        visitors.append(await visitor(server, name))
    told.memory[f"{VISITORS} sessions opened"] = server.memory()
    start, worked = time.perf_counter(), server.worked()
    await asyncio.gather(*(_moves(each, random.Random(n), start + SECONDS, told) for n, each in enumerate(visitors)))
    told.took, told.worked = time.perf_counter() - start, server.worked() - worked
    told.memory[f"{VISITORS} sessions, {SECONDS:.0f} s"] = server.memory()
    if makes:
        told.sizes = [size for each in visitors[:MAKERS] for size in await _files(each, server)]
        told.memory[f"memo as files, {MAKERS} sessions"] = server.memory()
    for each in visitors:
        await each.socket.close()
    return told


async def _moves(each: Visitor, chance: random.Random, until: float, told: Crowd) -> None:
    await asyncio.sleep(chance.uniform(0, PAUSE[1]))
    while time.perf_counter() < until:
        told.waits.append(await each.move(chance))
        await asyncio.sleep(chance.uniform(*PAUSE))


async def _files(each: Visitor, server: Server) -> list[int]:
    await each.go("memo")
    return [await each.fetch(server, ending) for ending in FILES]


def visiting() -> Section:
    """Many sessions on the scenario page, and as many on an empty page; then the memory."""
    with served(DASHBOARD) as server:
        ours = asyncio.run(crowd(server, "scenario", makes=True))
    with served(EMPTY) as server:
        empty = asyncio.run(crowd(server, "", makes=False))
    pairs = [(f"{what}, s", *(f"{_percentile(each, n):.3f}" for each in (ours, empty))) for what, n in PARTS]
    pairs.append(("runs per second", *(f"{len(each.waits) / each.took:.1f}" for each in (ours, empty))))
    each_run = (f"{each.worked / len(each.waits) * 1000:.0f}" for each in (ours, empty))
    pairs.append(("the server's processor per run, ms", *each_run))
    for moment in ours.memory:
        told = [each.memory.get(moment) for each in (ours, empty)]
        pairs.append((f"memory, {moment}: now / most, MB", *(f"{m[0]:.0f} / {m[1]:.0f}" if m else "" for m in told)))
    made = ", ".join(f"{size / 1000:.0f} kB" for size in ours.sizes)
    return Section(
        f"{VISITORS} sessions at once",
        f"Clients without a browser, each on the scenario page in a session of its own, moving a slider every "
        f"{PAUSE[0]:.0f} to {PAUSE[1]:.0f} s for {SECONDS:.0f} s; from sending the move until the script has finished. "
        "Goal on 2 idle cores: 95 % within 1 s, memory under 300 MB.",
        ("", "dashboard", "empty page"),
        pairs,
        f"Files made: {made}. Load of the machine: {load()}.",
    )


PARTS = (("half of the moves within", 50), ("95 % of the moves within", 95), ("99 % of the moves within", 99))


def _percentile(told: Crowd, percent: int) -> float:
    return quantiles(told.waits, n=100)[percent - 1]
