//! For each node, the rules that it has and with whom, in compressed rows.

use std::ops::Range;

use super::Node;

/// A rule as one of its ends sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// The other end.
    pub(super) partner: Node,
    /// Which rule.
    pub(super) entry: u32,
}

/// Each rule stands with both of its ends; each end's rules are sorted by the other end.
#[derive(Debug, Default)]
pub(super) struct Edges {
    starts: Vec<u32>,
    edges: Vec<Edge>,
}

impl Edges {
    /// From the two ends of each rule, in the order of the rules.
    pub(super) fn new(nodes: usize, pairs: &[[Node; 2]]) -> Self {
        let mut starts = vec![0_u32; nodes + 1];
        for node in pairs.iter().flat_map(ends) {
            starts[node as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let nowhere = Edge {
            partner: 0,
            entry: 0,
        };
        let mut edges = vec![nowhere; starts[nodes] as usize];
        let mut next = starts.clone();
        for (pair, entry) in pairs.iter().zip(0..) {
            for node in ends(pair) {
                let partner = if node == pair[0] { pair[1] } else { pair[0] };
                let slot = &mut next[node as usize];
                edges[*slot as usize] = Edge { partner, entry };
                *slot += 1;
            }
        }
        for node in 0..nodes {
            edges[starts[node] as usize..starts[node + 1] as usize].sort_unstable();
        }
        Self { starts, edges }
    }

    /// All rules of a node.
    pub(super) fn of(&self, node: Node) -> &[Edge] {
        let place = node as usize;
        &self.edges[self.starts[place] as usize..self.starts[place + 1] as usize]
    }

    /// The rules of a node with partners of a range of numbers.
    pub(super) fn within(&self, node: Node, partners: Range<Node>) -> &[Edge] {
        let all = self.of(node);
        let first = all.partition_point(|edge| edge.partner < partners.start);
        let end = all.partition_point(|edge| edge.partner < partners.end);
        &all[first..end]
    }

    /// The rules between two nodes.
    pub(super) fn between(&self, node: Node, partner: Node) -> &[Edge] {
        self.within(node, partner..partner + 1)
    }
}

/// The nodes at which a rule stands: both of its ends, or the one that it has twice.
fn ends(pair: &[Node; 2]) -> impl Iterator<Item = Node> + use<> {
    let [one, other] = *pair;
    std::iter::once(one).chain((other != one).then_some(other))
}
