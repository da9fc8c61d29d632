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
    pub(super) fn new(nodes: usize, ends: &[(Node, Node)]) -> Self {
        let mut starts = vec![0_u32; nodes + 1];
        for (low, high) in ends {
            starts[*low as usize + 1] += 1;
            if low != high {
                starts[*high as usize + 1] += 1;
            }
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let total = starts[nodes] as usize;
        let mut edges = vec![
            Edge {
                partner: 0,
                entry: 0
            };
            total
        ];
        let mut next = starts.clone();
        let mut place = |node: Node, edge: Edge| {
            let slot = &mut next[node as usize];
            edges[*slot as usize] = edge;
            *slot += 1;
        };
        for ((low, high), entry) in ends.iter().zip(0..) {
            place(
                *low,
                Edge {
                    partner: *high,
                    entry,
                },
            );
            if low != high {
                place(
                    *high,
                    Edge {
                        partner: *low,
                        entry,
                    },
                );
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
