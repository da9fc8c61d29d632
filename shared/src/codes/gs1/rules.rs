//! The rules of each application identifier, from `shared/assets/gs1/identifiers.tsv`.

use std::sync::LazyLock;

use super::characters::Alphabet;
use super::lint::Lint;

/// One identifier a line; the columns are named in its first line.
const TABLE: &str = include_str!("../../../assets/gs1/identifiers.tsv");

/// All rules in the order of their identifiers.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules: Vec<Rule> = TABLE.lines().skip(1).flat_map(Rule::of_line).collect();
    rules.sort_by(|one, other| one.ai.cmp(&other.ai));
    rules
});

/// What the dictionary says of one identifier.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) ai: String,
    /// Whether its values end without a separator.
    pub(super) is_predefined: bool,
    /// Whether it may stand in the query of a Digital Link.
    pub(super) is_link_attribute: bool,
    /// The value's parts, in order; those that may be left out come last.
    pub(super) parts: Vec<Part>,
    /// Each of these must be met by one of its groups, a group by all of its patterns.
    pub(super) requires: Vec<Vec<Vec<Pattern>>>,
    /// None of these may stand beside it.
    pub(super) excludes: Vec<Pattern>,
    /// Whether it may name the thing in a Digital Link, and then the sequences of identifiers that may follow.
    pub(super) link_key: Option<Vec<Vec<String>>>,
    pub(super) title: String,
}

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) alphabet: Alphabet,
    pub(super) shortest: usize,
    pub(super) longest: usize,
    pub(super) is_optional: bool,
    pub(super) lints: Vec<Lint>,
}

/// An identifier in which the letter n stands for any digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(String);

impl Pattern {
    pub(super) fn fits(&self, ai: &str) -> bool {
        let mut both = self.0.bytes().zip(ai.bytes());
        self.0.len() == ai.len() && both.all(|(wanted, is)| wanted == b'n' || wanted == is)
    }

    /// A group as the dictionary writes it.
    pub(super) fn join(group: &[Self]) -> String {
        let texts: Vec<&str> = group.iter().map(|pattern| pattern.0.as_str()).collect();
        texts.join("+")
    }
}

impl Rule {
    /// The rule of an identifier.
    pub(super) fn of(ai: &str) -> Option<&'static Self> {
        let place = RULES.binary_search_by(|rule| rule.ai.as_str().cmp(ai));
        place.ok().map(|place| &RULES[place])
    }

    /// The rule of the identifier with which a text begins. No identifier is another's beginning, so the lengths may be
    /// tried in any order.
    pub(super) fn at_start_of(text: &str) -> Option<&'static Self> {
        (2..=4).find_map(|length| Self::of(text.get(..length)?))
    }

    #[cfg(test)]
    pub(super) fn all() -> &'static [Self] {
        &RULES
    }

    /// The most characters of a value.
    pub(super) fn longest(&self) -> usize {
        self.parts.iter().map(|part| part.longest).sum()
    }

    /// The identifiers of a line of the table: `3100-3105` stands for six. A line that cannot be read gives none, which
    /// a test of the whole table would notice.
    fn of_line(line: &str) -> Vec<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [range, flags, parts, requires, excludes, link_key, title] = columns[..] else {
            return Vec::new();
        };
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (Ok(from), Ok(to)) = (first.parse::<u16>(), last.parse::<u16>()) else {
            return Vec::new();
        };
        let width = first.len();
        let rule = |number: u16| {
            Some(Self {
                ai: format!("{number:0width$}"),
                is_predefined: flags.contains('*'),
                is_link_attribute: flags.contains('?'),
                parts: parts.split(' ').map(Part::parse).collect::<Option<_>>()?,
                requires: split(requires, ' ').map(groups).collect(),
                excludes: split(excludes, ',').map(pattern).collect(),
                link_key: sequences(link_key),
                title: title.to_owned(),
            })
        };
        (from..=to).filter_map(rule).collect()
    }
}

impl Part {
    /// `N6,yymmdd`, `X..20`, `[N4],hhmi`.
    fn parse(text: &str) -> Option<Self> {
        let (shape, lints) = text.split_once(',').unwrap_or((text, ""));
        let is_optional = shape.starts_with('[');
        let shape = shape.trim_matches(['[', ']']);
        let alphabet = Alphabet::from_letter(shape.chars().next()?)?;
        let length = &shape[1..];
        let (shortest, longest) = match length.strip_prefix("..") {
            Some(most) => (1, most.parse().ok()?),
            None => (length.parse().ok()?, length.parse().ok()?),
        };
        let lints = split(lints, ',').map(Lint::from_name);
        Some(Self {
            alphabet,
            shortest,
            longest,
            is_optional,
            lints: lints.collect::<Option<_>>()?,
        })
    }
}

fn split(text: &str, by: char) -> impl Iterator<Item = &str> {
    text.split(by).filter(|piece| !piece.is_empty())
}

fn pattern(text: &str) -> Pattern {
    Pattern(text.to_owned())
}

/// `01+21,02` is either both of 01 and 21, or 02.
fn groups(text: &str) -> Vec<Vec<Pattern>> {
    let group = |joined: &str| split(joined, '+').map(pattern).collect();
    split(text, ',').map(group).collect()
}

/// `-` for an identifier that is no key, `.` for one that nothing may follow, `22,10,21|235` for two sequences.
fn sequences(text: &str) -> Option<Vec<Vec<String>>> {
    let sequence = |joined: &str| split(joined, ',').map(str::to_owned).collect();
    match text {
        "-" => None,
        "." => Some(Vec::new()),
        _ => Some(text.split('|').map(sequence).collect()),
    }
}
