//! Looking up what to say.

use nazar::glyphs::character;
use nazar::i18n::{Argument, Locale, text};

use super::Point;
use crate::coach::analysis::{Analysis, Focus, FocusCode, Region, RegionKind};

/// An analysis and the language that it is told in.
#[derive(Debug, Clone, Copy)]
pub(in crate::coach) struct Speech<'a> {
    analysis: &'a Analysis,
    locale: Locale,
}

impl<'a> Speech<'a> {
    pub(in crate::coach) fn new(analysis: &'a Analysis, locale: Locale) -> Self {
        Self { analysis, locale }
    }

    /// One sentence about the whole.
    pub(super) fn assessment(self) -> String {
        let band = match self.analysis.score {
            90.. => "excellent",
            75.. => "good",
            50.. => "fair",
            25.. => "weak",
            _ => "other",
        };
        let mut arguments = self.named().to_vec();
        arguments.push(("band", band.to_owned()));
        arguments.push(("score", self.analysis.score.to_string()));
        self.say("coach-assessment", &arguments)
    }

    /// One focus point.
    pub(super) fn point(self, focus: &Focus) -> Point {
        Point {
            kind: focus.code.kind(),
            aspect: focus.aspect,
            text: self.say(
                &format!("coach-{}", focus.code.name()),
                &self.arguments(focus),
            ),
            region: focus.region,
        }
    }

    fn arguments(self, focus: &Focus) -> Vec<Argument> {
        let mut arguments = vec![("aspect", focus.aspect.name().to_owned())];
        if let Some(region) = self.analysis.regions.get(focus.region) {
            arguments.push(("part", region.part.name().to_owned()));
            arguments.push(("place", self.place(region)));
        }
        let Some(amount) = focus.amount else {
            return arguments;
        };
        let amount = ("amount", amount.to_string());
        if is_angle(focus.code) {
            arguments.push(("degrees", self.say("coach-degrees", &[amount])));
        } else {
            arguments.push(amount);
        }
        arguments
    }

    /// What a picture of the analysis shows.
    pub(in crate::coach) fn title(self) -> String {
        self.say("coach-picture-title", &self.named())
    }

    /// What is to be seen in a picture with this many marked regions.
    pub(in crate::coach) fn description(self, regions: usize) -> String {
        self.say(
            "coach-picture-description",
            &[("regions", regions.to_string())],
        )
    }

    /// What a region is; `None` for a part, of which nothing is to be said.
    pub(in crate::coach) fn region(self, region: &Region) -> Option<String> {
        if region.kind == RegionKind::Part {
            return None;
        }
        let id = format!("coach-region-{}", region.kind.name());
        Some(self.say(&id, &[("place", self.place(region))]))
    }

    fn place(self, region: &Region) -> String {
        self.say(&format!("coach-place-{}", region.place.name()), &[])
    }

    fn named(self) -> [Argument; 2] {
        let known = character(self.analysis.target);
        let (letter, iast) = known.map_or(("", ""), |known| (known.letter, known.iast));
        [("letter", letter.to_owned()), ("iast", iast.to_owned())]
    }

    fn say(self, id: &str, arguments: &[Argument]) -> String {
        text(self.locale, id, None, arguments)
    }
}

fn is_angle(code: FocusCode) -> bool {
    matches!(
        code,
        FocusCode::LeansRight
            | FocusCode::LeansLeft
            | FocusCode::HeadLineRises
            | FocusCode::HeadLineFalls
    )
}
