"""Every function asks for the features of the shared library that it uses.

A build of the whole workspace lends each function the features of the others; `sam build` builds each alone, and there what one forgot
is missing. This compares names, in no time; scripts/lint-alone compiles each alone.
"""

import re
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "shared"
# What is public under a condition: a module, or names of another.
GATED = re.compile(r"#\[cfg\((.+)\)\]\npub (?:mod (\w+)|use ([^;]+));")
TOKEN = re.compile(r"\s*(::|\w+|[{},*])")
SEPARATORS = re.compile(r"[\s,]*")
CLOSING = re.compile(r"[\s,]*}")


def tree(text, at=0):
    """The paths of a use tree (`a::{b, c::d}`) as tuples of names, and where it ends."""
    names, expects_colons = [], False
    while found := TOKEN.match(text, at):
        token = found[1]
        # Behind a name only `::` goes on: not `as`, nor the brace of a body or a value.
        if token in ("}", ",") or (token != "::" and expects_colons):
            break
        if token == "{":
            return branches(names, text, found.end())
        if token != "::":
            names.append(token)
        expects_colons = token != "::"
        at = found.end()
    return [tuple(names)], at


def branches(stem, text, at):
    """The paths from behind an opening brace to its closing one, each behind its stem, and where they end."""
    paths = []
    while not (end := CLOSING.match(text, at)):
        inner, after = tree(text, SEPARATORS.match(text, at).end())
        if after == at:
            raise ValueError(f"no use tree: {text[at:at + 40]!r}")
        paths += [(*stem, *path) for path in inner]
        at = after
    return paths, end.end()


def module_of(file):
    """The names of a module's file: store/history/mod.rs is ("store", "history")."""
    parts = file.relative_to(SHARED / "src").with_suffix("").parts
    return parts[:-1] if parts[-1] in ("lib", "mod") else parts


def gates():
    """The condition of every public name that has one, by its path."""
    conditions = {}
    for file in sorted((SHARED / "src").rglob("*.rs")):
        for condition, module, used in GATED.findall(file.read_text()):
            names = [module] if module else [path[-1] for path in tree(used)[0]]
            for name in names:
                conditions[(*module_of(file), name)] = condition
    return conditions


def holds(condition, features):
    """Whether a condition of `cfg` is true with these features."""
    expression = re.sub(r'feature = ("\w+")', r"feature(\1)", condition)
    names = {
        "all": lambda *parts: all(parts),
        "any": lambda *parts: any(parts),
        "feature": features.__contains__,
        "test": False,
        "__builtins__": {},
    }
    return eval(expression, names)


def closure(asked, table):
    """These features and all that they bring."""
    features, rest = set(), list(asked)
    while rest:
        feature = rest.pop()
        if feature not in features and not feature.startswith("dep:"):
            features.add(feature)
            rest += table[feature]
    return features


def missing(source, features, conditions):
    """The names that a source uses of the shared library and that these features do not bring."""
    found = set()
    for start in re.finditer(r"\bnazar::", source):
        for path in tree(source, start.end())[0]:
            prefixes = (path[:length] for length in range(1, len(path) + 1))
            found |= {prefix for prefix in prefixes if prefix in conditions and not holds(conditions[prefix], features)}
    return found


class Features(unittest.TestCase):
    def test_every_function_asks_for_what_it_uses(self):
        conditions = gates()
        table = tomllib.loads((SHARED / "Cargo.toml").read_text())["features"]
        for manifest in sorted(ROOT.glob("functions/*/Cargo.toml")):
            asked = tomllib.loads(manifest.read_text())["dependencies"]["nazar"].get("features", [])
            features = closure(asked, table)
            for file in sorted(manifest.parent.rglob("src/**/*.rs")):
                with self.subTest(file=str(file.relative_to(ROOT))):
                    self.assertEqual(missing(file.read_text(), features, conditions), set())

    def test_the_gates_are_found(self):
        conditions = gates()
        self.assertEqual(conditions[("store", "inventory")], 'feature = "inventory"')
        self.assertEqual(conditions[("scans", "SeenPill")], 'feature = "scans"')
        self.assertGreater(len(conditions), 40)

    def test_a_forgotten_feature_is_named(self):
        conditions = {("store",): 'feature = "store"', ("store", "inventory"): 'feature = "inventory"'}
        source = "use nazar::store::{Page, inventory::{Offer, Price}};\nfn f() -> nazar::store::inventory::Offer { g() }"
        self.assertEqual(missing(source, {"store"}, conditions), {("store", "inventory")})
        self.assertEqual(missing(source, {"store", "inventory"}, conditions), set())
        self.assertEqual(missing("let x = nazar::store::inventory::open(a, b);", {"store"}, conditions), {("store", "inventory")})

    def test_use_trees(self):
        self.assertEqual(tree("a::b;")[0], [("a", "b")])
        self.assertEqual(tree("{a, b::{c, d::*,},};")[0], [("a",), ("b", "c"), ("b", "d", "*")])
        self.assertEqual(tree("a::b as c, d")[0], [("a", "b")])

    def test_conditions(self):
        self.assertTrue(holds('any(feature = "a", feature = "b")', {"b"}))
        self.assertFalse(holds('all(feature = "a", feature = "b")', {"b"}))
        self.assertFalse(holds('all(test, feature = "b")', {"b"}))


if __name__ == "__main__":
    unittest.main()
