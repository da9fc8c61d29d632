//! Isolation Forest (Liu, Ting and Zhou, "Isolation Forest", ICDM 2008), with the paper's score.
//!
//! What is unlike the rest is parted from it by few random cuts. Written here because it is a hundred lines, the crates
//! that there are draw from a global random source, and a price must be judged alike in every process: the seed is
//! fixed, so the forest of a version of the data is always the same.

/// Values that a price is described by.
pub const FEATURES: usize = 6;

/// A price as the forest sees it.
pub type Features = [f64; FEATURES];

/// Trees: the paper finds that path lengths settle well before 100.
const TREES: usize = 100;
/// Prices that a tree is made of, as in the paper.
const SAMPLE: usize = 256;

#[derive(Debug, Clone)]
enum Node {
    Cut {
        feature: usize,
        at: f64,
        below: usize,
        above: usize,
    },
    Leaf {
        held: usize,
    },
}

/// A forest; one without trees knows nothing and scores everything 0.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    trees: Vec<Vec<Node>>,
    sample: usize,
    threshold: f64,
}

impl Forest {
    /// Grows a forest from all prices of a market. Its threshold is the score that one price in a hundred of them is
    /// above.
    pub fn grow(rows: &[Features]) -> Self {
        if rows.len() < 2 {
            return Self::default();
        }
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let sample = rows.len().min(SAMPLE);
        let highest = (sample as f64).log2().ceil() as usize;
        let trees = (0..TREES)
            .map(|_| {
                let mut chosen = random.choose(rows, sample);
                let mut nodes = Vec::new();
                grow_node(&mut chosen, highest, &mut nodes, &mut random);
                nodes
            })
            .collect();
        let mut forest = Self {
            trees,
            sample,
            threshold: 0.0,
        };
        let mut scores: Vec<f64> = rows.iter().map(|row| forest.score(row)).collect();
        scores.sort_unstable_by(f64::total_cmp);
        forest.threshold = scores[(scores.len() - 1) * 99 / 100];
        forest
    }

    /// The paper's anomaly score, 2 to the power of minus the mean path length over the expected one: near 1 for what is
    /// unlike all others, well below 0.5 for what is like them.
    pub fn score(&self, row: &Features) -> f64 {
        if self.trees.is_empty() {
            return 0.0;
        }
        let paths: f64 = self.trees.iter().map(|tree| path(tree, row)).sum();
        let mean = paths / self.trees.len() as f64;
        (-mean / expected_path(self.sample)).exp2()
    }

    /// The score above which one of a hundred prices lies.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }
}

/// Grows a node for these rows and returns its place.
fn grow_node(
    rows: &mut [Features],
    height: usize,
    nodes: &mut Vec<Node>,
    random: &mut Random,
) -> usize {
    let place = nodes.len();
    nodes.push(Node::Leaf { held: rows.len() });
    if height == 0 || rows.len() < 2 {
        return place;
    }
    let Some((feature, least, most)) = cuttable(rows, random) else {
        return place;
    };
    let at = least + (most - least) * random.share();
    let mut middle = 0;
    for row in 0..rows.len() {
        if rows[row][feature] < at {
            rows.swap(row, middle);
            middle += 1;
        }
    }
    let (low, high) = rows.split_at_mut(middle);
    let below = grow_node(low, height - 1, nodes, random);
    let above = grow_node(high, height - 1, nodes, random);
    nodes[place] = Node::Cut {
        feature,
        at,
        below,
        above,
    };
    place
}

/// A random feature in which the rows differ, with its least and greatest value.
fn cuttable(rows: &[Features], random: &mut Random) -> Option<(usize, f64, f64)> {
    let first = random.below(FEATURES);
    (0..FEATURES)
        .map(|step| (first + step) % FEATURES)
        .map(|feature| {
            let values = rows.iter().map(|row| row[feature]);
            let least = values.clone().fold(f64::INFINITY, f64::min);
            (feature, least, values.fold(f64::NEG_INFINITY, f64::max))
        })
        .find(|(_, least, most)| least < most)
}

fn path(tree: &[Node], row: &Features) -> f64 {
    let mut place = 0;
    let mut length = 0.0;
    loop {
        match tree.get(place) {
            Some(Node::Cut {
                feature,
                at,
                below,
                above,
            }) => {
                place = if row[*feature] < *at { *below } else { *above };
                length += 1.0;
            }
            Some(Node::Leaf { held }) => return length + expected_path(*held),
            None => return length,
        }
    }
}

/// Mean length of an unsuccessful search in a binary search tree of so many entries: the paper's c(n).
fn expected_path(entries: usize) -> f64 {
    const EULER: f64 = 0.577_215_664_901_532_9;
    match entries {
        0 | 1 => 0.0,
        2 => 1.0,
        _ => {
            let others = (entries - 1) as f64;
            2.0 * (others.ln() + EULER) - 2.0 * others / entries as f64
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to just below 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.share() * bound as f64) as usize
    }

    /// So many rows, none twice.
    fn choose(&mut self, rows: &[Features], count: usize) -> Vec<Features> {
        let mut places: Vec<usize> = (0..rows.len()).collect();
        for place in 0..count {
            let other = place + self.below(rows.len() - place);
            places.swap(place, other);
        }
        places[..count].iter().map(|place| rows[*place]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cloud() -> Vec<Features> {
        let mut random = Random(7);
        let mut value = || (0..6).map(|_| random.share()).sum::<f64>() / 6.0 - 0.5;
        (0..600).map(|_| [(); FEATURES].map(|()| value())).collect()
    }

    /// A price that is far off in some features and like the others in the rest.
    fn apart(features: usize) -> Features {
        let mut row = [0.0; FEATURES];
        row[..features].fill(3.0);
        row
    }

    #[test]
    fn what_lies_apart_scores_higher() {
        let rows = cloud();
        let forest = Forest::grow(&rows);
        let inside = forest.score(&[0.0; FEATURES]);
        let outside = forest.score(&apart(1));
        assert!(inside < 0.45, "{inside}");
        // One feature of six is looked at in one cut of six.
        assert!(outside > inside + 0.05, "{outside} beside {inside}");
        let corner = forest.score(&apart(FEATURES));
        assert!(corner > outside && corner > forest.threshold(), "{corner}");
        let above = rows
            .iter()
            .filter(|row| forest.score(row) > forest.threshold())
            .count();
        assert!((1..=6).contains(&above), "{above} of 600");
    }

    #[test]
    fn a_forest_is_the_same_every_time() {
        let rows = cloud();
        let [one, other] = [(); 2].map(|()| Forest::grow(&rows).score(&apart(2)));
        assert_eq!(one, other);
    }

    #[test]
    fn nothing_is_known_from_nothing() {
        assert_eq!(Forest::grow(&[]).score(&[1.0; FEATURES]), 0.0);
        let equal = Forest::grow(&[[1.0; FEATURES]; 50]);
        assert!(equal.score(&[1.0; FEATURES]) <= equal.threshold());
    }

    #[test]
    fn expected_paths_are_the_papers() {
        assert!((expected_path(256) - 10.244_770_920_116_851).abs() < 1e-9);
    }
}
