"""Small faults put into a module's source, one at a time: the mutants of a mutation run.

A mutant is named by its module, the text of its line and the change, so that its name stays when
lines move. Type annotations, decorators, docstrings, texts and log lines are left alone: they are
not what the tests of rules are for.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
_CALLED_INSTEAD = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """One change. `function` is the outermost function that holds it, empty outside of all.

    `site` and `variant` find the change again in the same source; `lines` are those of the code.
    """

    module: str
    function: str
    text: str
    change: str
    site: int
    variant: int
    lines: tuple[int, ...]

    @property
    def name(self) -> tuple[str, str, str]:
        return self.module, self.text, self.change


@dataclass
class _Site:
    """Where a node hangs in the tree."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    statement: ast.stmt
    function: str

    def replace(self, new: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, new)
        else:
            getattr(self.parent, self.field)[self.index] = new


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Every mutant of a module's source, in the order of the source."""
    rows = source.split("\n")
    found: list[Mutant] = []
    times: Counter[tuple[str, str]] = Counter()
    for number, site in enumerate(_sites(ast.parse(source))):
        for variant, new in enumerate(_variants(site)):
            line = getattr(site.node, "lineno", site.statement.lineno)
            text, change = rows[line - 1].strip(), _change(site.node, new)
            times[text, change] += 1
            if times[text, change] > 1:
                change += f" (#{times[text, change]})"
            end = getattr(site.node, "end_lineno", line)
            lines = (site.statement.lineno, *range(line, end + 1))
            found.append(Mutant(module, site.function, text, change, number, variant, lines))
    return found


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """The tree of the source with one mutant in it."""
    tree = ast.parse(source)
    site = list(_sites(tree))[mutant.site]
    site.replace(list(_variants(site))[mutant.variant])
    return ast.fix_missing_locations(tree)


def _change(old: ast.AST, new: ast.AST) -> str:
    """Both in few words: of a statement with a body only the condition."""
    if isinstance(old, ast.If | ast.While | ast.IfExp):
        assert isinstance(new, ast.If | ast.While | ast.IfExp)
        old, new = old.test, new.test
    elif isinstance(old, ast.comprehension):
        assert isinstance(new, ast.comprehension)
        changed = [pair for pair in zip(old.ifs, new.ifs, strict=True) if pair[0] is not pair[1]]
        ((old, new),) = changed
    if isinstance(new, ast.Pass):
        return f"drop {ast.unparse(old)}"
    if isinstance(old, ast.Call) and isinstance(new, ast.Call):
        kept = [keyword.arg for keyword in new.keywords]
        dropped = [keyword for keyword in old.keywords if keyword.arg not in kept]
        if dropped:
            return f"drop argument {ast.unparse(dropped[0])}"
    return f"{ast.unparse(old)} -> {ast.unparse(new)}"


def _sites(tree: ast.Module) -> list[_Site]:
    return [site for child in tree.body for site in _under(tree, "body", child, "", None)]


def _under(
    parent: ast.AST, field: str, node: ast.AST, function: str, scope: ast.stmt | None
) -> Iterator[_Site]:
    """The sites of a node at the module's level and of all below it."""
    index = getattr(parent, field).index(node) if isinstance(getattr(parent, field), list) else None
    statement = node if isinstance(node, ast.stmt) else scope
    assert statement is not None
    if _is_left_alone(node):
        return
    yield _Site(parent, field, index, node, statement, function)
    inner = function
    if isinstance(node, _FUNCTIONS) and "()" not in function:
        inner = f"{function}.{node.name}()".removeprefix(".")
    elif isinstance(node, ast.ClassDef) and "()" not in function:
        inner = f"{function}.{node.name}".removeprefix(".")
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        within = inner if name == "body" else function
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _under(node, name, child, within, statement)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        text = ast.unparse(node)
        return isinstance(node.value, ast.Constant) or text.startswith("logger.")
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _variants(site: _Site) -> Iterator[ast.AST]:
    node = site.node
    if isinstance(node, ast.Compare):
        yield from _compared(node)
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield _with(node, op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Return) and not _is_nothing(node.value):
        yield _with(node, value=ast.Constant(None))
    if isinstance(node, ast.If | ast.While | ast.IfExp | ast.comprehension):
        yield from _conditions(node)
    if _can_be_dropped(site):
        yield ast.copy_location(ast.Pass(), node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = deepcopy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _is_nothing(value: ast.expr | None) -> bool:
    """Whether returning None is the same to whoever asks if it is true."""
    return value is None or (isinstance(value, ast.Constant) and value.value in (None, False))


def _compared(node: ast.Compare) -> Iterator[ast.AST]:
    for at, op in enumerate(node.ops):
        for other in _COMPARE[type(op)]:
            yield _with(node, ops=[*node.ops[:at], other(), *node.ops[at + 1 :]])


def _constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield _with(node, value=not node.value)
    elif isinstance(node.value, int):
        yield _with(node, value=node.value + 1)
        yield _with(node, value=node.value - 1)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _CALLED_INSTEAD and not (name == "sorted" and node.keywords):
        yield _with(node, func=ast.Name(_CALLED_INSTEAD[name], ast.Load()))
    for at, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            yield _with(node, keywords=[*node.keywords[:at], *node.keywords[at + 1 :]])


def _conditions(node: ast.AST) -> Iterator[ast.AST]:
    """A condition that is no comparison is turned round; comparisons have mutants of their own."""
    assert isinstance(node, ast.If | ast.While | ast.IfExp | ast.comprehension)
    if isinstance(node, ast.comprehension):
        for at, test in enumerate(node.ifs):
            if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                ifs = [*node.ifs[:at], _not(test), *node.ifs[at + 1 :]]
                yield ast.comprehension(node.target, node.iter, ifs, node.is_async)
        return
    test = node.test
    if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant):
        yield _with(node, test=_not(test))


def _not(test: ast.expr) -> ast.UnaryOp:
    return ast.UnaryOp(ast.Not(), deepcopy(test))


def _can_be_dropped(site: _Site) -> bool:
    node = site.node
    if "()" not in site.function:
        return False
    if isinstance(node, ast.Assign):
        return not isinstance(node.targets[0], ast.Name | ast.Tuple)
    return isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break)
