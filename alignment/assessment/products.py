"""1 minus the product of rows, for many targets at once: what several have in common is multiplied once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from alignment.assessment.grid import Floats

CACHE = 3 << 19
"""Bytes of working rows that stay in a second-level cache (1.5 of the usual 2 MiB)."""

LINE = 64
"""Bytes of a cache line."""

PART = 256
"""Targets among which common products are sought at a time."""

_ONE = np.ones(())

Step = tuple[int, int, int]
Fill = Callable[[slice, Floats], None]
Call = tuple[Callable[[Floats, Floats, Floats], object], Floats, Floats, Floats]


@dataclass(frozen=True)
class Task:
    """Steps (left, right, into), each the product of two working rows; `result` goes to `targets`, all alike.

    `result` is null for targets that need no row: their product is 1.
    """

    steps: tuple[Step, ...]
    result: int | None
    targets: tuple[int, ...]


@dataclass(frozen=True)
class Recipe:
    """How to multiply: working rows 0 to `factors` - 1 are given, those up to `rows` - 1 hold products."""

    factors: int
    rows: int
    targets: int
    tasks: tuple[Task, ...]

    @property
    def block(self) -> int:
        """Columns at a time, a multiple of 64: enough to outweigh the calls, few enough to stay in the cache."""
        return min(max(CACHE // 8 // max(self.rows, 1) // 64 * 64, 256), 3072)


@dataclass(frozen=True, eq=False)
class _Node:
    """Rows to multiply, for targets that need just these or for branches that need these and more."""

    rows: frozenset[int]
    targets: tuple[int, ...] = ()
    branches: tuple["_Node", ...] = ()


def make_recipe(needed: Sequence[Iterable[int]], factors: int) -> Recipe:
    """The recipe for targets that each need some of the factor rows 0 to `factors` - 1, each row at most once.

    Targets that need the same are done once; what two others have in common is multiplied once, and kept in a working
    row until both are done.
    """
    alike: dict[frozenset[int], list[int]] = {}
    for target, rows in enumerate(needed):
        alike.setdefault(frozenset(rows), []).append(target)
    nodes = [_Node(rows, tuple(targets)) for rows, targets in alike.items()]
    roots = [root for start in range(0, len(nodes), PART) for root in _joined(nodes[start : start + PART], factors)]
    tasks = []
    nothing: frozenset[int] = frozenset()
    waiting: list[tuple[_Node, frozenset[int], int | None, int]] = [(root, nothing, None, factors) for root in roots]
    while waiting:
        node, done, product, into = waiting.pop()
        steps, result = _steps(node.rows - done, product, into)
        tasks.append(Task(steps, result, node.targets))
        waiting += [(branch, node.rows, result, into + 1) for branch in node.branches]
    used = [into + 1 for task in tasks for _, _, into in task.steps]
    return Recipe(factors, max(used, default=factors), len(needed), tuple(tasks))


def _joined(nodes: Sequence[_Node], factors: int) -> list[_Node]:
    """Trees over the nodes: time and again the two with most rows in common become branches of what they share."""
    places = list(nodes)
    member = np.zeros((len(nodes), factors), dtype=np.float32)
    for place, node in enumerate(nodes):
        member[place, list(node.rows)] = 1.0
    common = member @ member.T
    np.fill_diagonal(common, 0.0)
    gone = set[int]()
    for _ in nodes:
        one, other = divmod(int(common.argmax()), len(nodes))
        if common[one, other] < 2:
            break
        first, second = places[one], places[other]
        places[one] = _Node(first.rows & second.rows, (), (first, second))
        gone.add(other)
        member[one] *= member[other]
        member[other] = 0.0
        common[other], common[:, other] = 0.0, 0.0
        common[one] = common[:, one] = member @ member[one]
        common[one, one] = 0.0
    return [node for place, node in enumerate(places) if place not in gone]


def _steps(rows: Iterable[int], product: int | None, into: int) -> tuple[tuple[Step, ...], int | None]:
    """The steps that multiply a product (null: none yet) by rows, and the working row where the result then is."""
    steps = []
    for row in sorted(rows):
        if product is None:
            product = row
        else:
            steps.append((product, row, into))
            product = into
    return tuple(steps), product


def blocks(recipe: Recipe, columns: int, fill: Fill, block: int | None = None) -> Iterator[tuple[slice, Floats]]:
    """1 minus the product of each target's rows, block by block: which columns, and their values (T, n).

    `fill` is called for each block with its columns and an array (R, n) into which it writes their factor rows. The
    values are a view of a buffer that the next block overwrites: reduce it or copy it. Memory does not grow with the
    number of columns. `block` is how many are done at a time, without it the recipe's own.
    """
    size = min(block or recipe.block, columns)
    buffer = _aligned(recipe.rows + recipe.targets, size)
    calls: list[Call] = []
    for start in range(0, columns, max(size, 1)):
        part = slice(start, min(start + size, columns))
        rows = buffer[:, : part.stop - start]
        if not start or part.stop - start < size:
            calls = _calls(recipe, rows)
        fill(part, rows[: recipe.factors])
        for operation, left, right, into in calls:
            operation(left, right, into)
        yield part, rows[recipe.rows :]


def _calls(recipe: Recipe, buffer: Floats) -> list[Call]:
    """What is called for each block: the steps on working rows, then 1 minus the result into the targets' rows."""
    rows, calls = list(buffer), list[Call]()
    for task in recipe.tasks:
        calls += [(np.multiply, rows[left], rows[right], rows[into]) for left, right, into in task.steps]
        product = _ONE if task.result is None else rows[task.result]
        calls += [(np.subtract, _ONE, product, rows[recipe.rows + target]) for target in task.targets]
    return calls


def _aligned(rows: int, columns: int) -> Floats:
    """An array of which every row starts on a cache line: numpy multiplies such rows nearly twice as fast."""
    width = -(-columns * 8 // LINE) * LINE
    memory = np.empty(rows * width + LINE, dtype=np.uint8)
    first = -memory.ctypes.data % LINE
    return memory[first : first + rows * width].view(np.float64).reshape(rows, width // 8)[:, :columns]
