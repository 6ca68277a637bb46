"""Reads the code of every action: which functions write outside a transaction, and which ask a permission of somebody
whom they have not read again. Names are followed through imports, and arguments from caller to called."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRITES = {
    *("create", "bulk_create", "get_or_create", "update_or_create"),
    *("save", "update", "bulk_update", "delete", "set"),
}
FRESH = {"held_now", "hold_agreed", "as_now"}  # a member as they are now


@dataclass
class Module:
    name: str
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    @property
    def is_of_actions(self) -> bool:
        return "actions" in self.name.split(".")

    @property
    def is_of_permissions(self) -> bool:
        return self.name.endswith(".permissions")


class Code:
    """All modules, what their names stand for, and who calls whom."""

    def __init__(self, modules: dict[str, Module]) -> None:
        self.modules = modules
        self.callers: dict[int, list[tuple[Module, ast.FunctionDef]]] = {}
        for module in modules.values():
            for caller in module.functions.values():
                for call in calls_in(caller):
                    if found := self.called(module, call):
                        self.callers.setdefault(id(found[1]), []).append((module, caller))

    def actions(self) -> Iterator[tuple[Module, ast.FunctionDef]]:
        for module in self.modules.values():
            if module.is_of_actions:
                yield from ((module, function) for function in module.functions.values())

    def called(self, module: Module, call: ast.Call) -> tuple[Module, ast.FunctionDef] | None:
        """The function of ours that a call leads to, if it is one that stands in a module."""
        if isinstance(call.func, ast.Name):
            return self._found(module.name, call.func.id)
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            origin, name = module.imports.get(call.func.value.id, ("", None))
            return self._found(f"{origin}.{name}", call.func.attr)
        return None

    def _found(self, name: str, function: str) -> tuple[Module, ast.FunctionDef] | None:
        module = self.modules.get(name)
        if module is None:
            return None
        if function in module.functions:
            return module, module.functions[function]
        origin, there = module.imports.get(function, ("", None))
        return self._found(origin, there) if there and origin.startswith("community") else None


def site() -> Code:
    found = {}
    for path in sorted((ROOT / "community").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts).removesuffix(".__init__")
            found[name] = module_of(name, path.read_text())
    return Code(found)


def module_of(name: str, text: str) -> Module:
    module = Module(name)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            module.imports |= {one.asname or one.name: (node.module, one.name) for one in node.names}
        elif isinstance(node, ast.FunctionDef):
            module.functions[node.name] = node
    return module


# --- Writes ---


def outside_transactions(code: Code) -> set[str]:
    """Public functions of actions that write more than once, or after they have asked, with no transaction around it:
    neither their own nor one that every caller among the actions holds."""
    return {
        _address(module, function)
        for module, function in code.actions()
        if not function.name.startswith("_")
        and not is_atomic(function)
        and _does_more_than_one_thing(code, module, function)
        and not _always_within(code, module, function, ())
    }


def is_atomic(function: ast.FunctionDef) -> bool:
    return any("transaction.atomic" in ast.unparse(decorator) for decorator in function.decorator_list)


def _holds_one(function: ast.FunctionDef) -> bool:
    """A transaction of its own, or one around a part of it."""
    blocks = (node for node in ast.walk(function) if isinstance(node, ast.With))
    within = any("transaction.atomic" in ast.unparse(item.context_expr) for block in blocks for item in block.items)
    return within or is_atomic(function)


def _does_more_than_one_thing(code: Code, module: Module, function: ast.FunctionDef) -> bool:
    writes = sum(_writes(code, module, call, ()) for call in calls_in(function))
    return writes > 1 or (writes > 0 and any(_asks(code, module, call) for call in calls_in(function)))


def _writes(code: Code, module: Module, call: ast.Call, seen: tuple[str, ...]) -> bool:
    """A row, itself or in a helper of its own that has no transaction."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in WRITES:
        return "cache" not in ast.unparse(call.func.value)
    found = code.called(module, call)
    if found is None or found[1].name in seen or is_atomic(found[1]) or not found[0].is_of_actions:
        return False
    inner, function = found
    return any(_writes(code, inner, one, (*seen, function.name)) for one in calls_in(function))


def _always_within(code: Code, module: Module, function: ast.FunctionDef, seen: tuple[str, ...]) -> bool:
    """Every call of it stands in a transaction: its caller's own, or one further up."""
    callers = [found for found in callers_of(code, function) if _address(*found) not in seen]
    here = (*seen, _address(module, function))
    return bool(callers) and all(_holds_one(one) or _always_within(code, place, one, here) for place, one in callers)


def callers_of(code: Code, function: ast.FunctionDef) -> list[tuple[Module, ast.FunctionDef]]:
    return code.callers.get(id(function), [])


@cache
def calls_in(function: ast.FunctionDef) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]


def _address(module: Module, function: ast.FunctionDef) -> str:
    return f"{module.name.removeprefix('community.')}.{function.name}"


# --- Permissions ---


def asked_of_stale_people(code: Code) -> set[str]:
    """Where an action asks a permission of a person as somebody else handed them in."""
    found: set[str] = set()
    for module, function in code.actions():
        for call in calls_in(function):
            for person in _people_asked(code, module, call):
                found |= _stale(code, module, function, person, ())
    return found


def _asks(code: Code, module: Module, call: ast.Call) -> bool:
    found = code.called(module, call)
    return found is not None and found[0].is_of_permissions


def _people_asked(code: Code, module: Module, call: ast.Call) -> list[ast.expr]:
    found = code.called(module, call)
    if found is None or not found[0].is_of_permissions:
        return []
    return [value for name, value in given(call, found[1]).items() if _is_person(found[1], name)]


def _is_person(function: ast.FunctionDef, name: str) -> bool:
    every = [*function.args.args, *function.args.kwonlyargs]
    kind = next((one.annotation for one in every if one.arg == name), None)
    return kind is not None and ast.unparse(kind).split(" ")[0] in ("User", "Person")


def given(call: ast.Call, function: ast.FunctionDef) -> dict[str, ast.expr]:
    """What each parameter of the function gets in this call."""
    names = [one.arg for one in function.args.args]
    values = dict(zip(names, call.args, strict=False))
    return values | {one.arg: one.value for one in call.keywords if one.arg}


def _stale(code: Code, module: Module, function: ast.FunctionDef, person: ast.expr, seen: tuple[str, ...]) -> set[str]:
    """The functions through which a person comes in who was read before the transaction. What hangs on a row (its
    author) was read with the row."""
    if not isinstance(person, ast.Name):
        return set()
    if any(is_fresh(code, module, value) for value in _assigned(function, person.id, before=person.lineno)):
        return set()
    if person.id not in {one.arg for one in [*function.args.args, *function.args.kwonlyargs]}:
        return set()
    here = f"{_address(module, function)}({person.id})"
    if here in seen:
        return set()
    callers = callers_of(code, function)
    found = {here} if not callers or any(not place.is_of_actions for place, _caller in callers) else set()
    for place, caller in callers:
        if place.is_of_actions:
            for call in calls_in(caller):
                if (hit := code.called(place, call)) and hit[1] is function and person.id in given(call, function):
                    found |= _stale(code, place, caller, given(call, function)[person.id], (*seen, here))
    return found


def _assigned(function: ast.FunctionDef, name: str, *, before: int) -> Iterator[ast.expr]:
    """What the name was given in earlier lines, or in this one."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and node.lineno <= before:
            for target in node.targets:
                yield from _given_to(name, target, node.value)


def _given_to(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for inner, part in zip(target.elts, value.elts, strict=True):
            yield from _given_to(name, inner, part)


def is_fresh(code: Code, module: Module, value: ast.expr) -> bool:
    """Read again here."""
    calls = (node for node in ast.walk(value) if isinstance(node, ast.Call))
    return any(_reads_again(code, module, call) for call in calls)


def _reads_again(code: Code, module: Module, call: ast.Call) -> bool:
    found = code.called(module, call)
    return found is not None and found[0].name.startswith("community.accounts.") and found[1].name in FRESH
