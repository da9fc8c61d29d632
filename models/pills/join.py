"""Joins two detectors into one file: `python join.py FIRST SECOND`, writing ../dori-detector.onnx.

What one of them takes for a pill the other seldom does, so a cell's chance is the geometric mean of both, and its box the mean
of both boxes. FIRST is dori-detector-1 (a body learned from rendered scenes alone), SECOND what train.py writes.
"""

import argparse
import hashlib
from pathlib import Path

import onnx
from onnx import compose, helper

# The share of each logarithm. Half would be the mean itself; less lifts all scores alike, so that 0.3, from which a box counts as a
# pill, stands where the mean is 0.25.
SHARE = 0.434
SIZES = ("height", "width")


def part(path: Path, prefix: str) -> onnx.GraphProto:
    """A network with its names apart from the other's, and the picture in common."""
    graph = compose.add_prefix(onnx.load(str(path)), prefix).graph
    own = graph.input[0].name
    for node in graph.node:
        node.input[:] = ["picture" if name == own else name for name in node.input]
    return graph


def join(first: Path, second: Path, properties: dict[str, str]) -> onnx.ModelProto:
    one, other = part(first, "first/"), part(second, "second/")
    numbers = [helper.make_tensor(name, 1, [], [value]) for name, value in (("share", SHARE), ("half", 0.5))]
    nodes = [
        helper.make_node("Mul", ["first/chance", "second/chance"], ["product"]),
        helper.make_node("Pow", ["product", "share"], ["chance"]),
        helper.make_node("Add", ["first/distances", "second/distances"], ["sum"]),
        helper.make_node("Mul", ["sum", "half"], ["distances"]),
    ]
    maps = [helper.make_tensor_value_info(name, 1, [1, count, "rows", "columns"]) for name, count in (("chance", 1), ("distances", 4))]
    graph = helper.make_graph(
        [*one.node, *other.node, *nodes],
        "detector",
        [helper.make_tensor_value_info("picture", 1, [1, 3, *SIZES])],
        maps,
        [*one.initializer, *other.initializer, *numbers],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    for key, value in properties.items():
        model.metadata_props.add(key=key, value=value)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "dori-detector.onnx")
    options = parser.parse_args()
    told = {entry.key: entry.value for entry in onnx.load(str(options.second)).metadata_props}
    onnx.save(join(options.first, options.second, told), str(options.out))
    print(options.out.name, hashlib.sha256(options.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
