//! What a list of the history is narrowed by.

use garde::Validate;
use nazar::Zone;
use nazar::glyphs::{self, CHARACTERS};
use nazar::http::{Code, FieldCode, FieldError, PageQuery, Problem};
use nazar::ids::RecordId;
use nazar::store::PageRequest;
use nazar::store::history::Selection;
use serde::Deserialize;
use utoipa::IntoParams;

use nazar::http::moment::{self, End};

/// What both lists can be narrowed by.
#[derive(Debug, Default, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryQuery {
    /// Only this character: the recognised one of a prediction, the wanted one of a similarity.
    #[garde(skip)]
    #[param(minimum = 0, maximum = 61, example = 0)]
    character: Option<i64>,
    /// Only characters of this group: `consonant`, `vowel` or `digit`.
    #[garde(skip)]
    #[param(example = "consonant")]
    group: Option<String>,
    /// From then on, itself included: an RFC 3339 time, or a date, which is that day in the person's zone.
    #[garde(skip)]
    #[param(example = "2026-01-01")]
    from: Option<String>,
    /// Until then, itself included: an RFC 3339 time, or a date, which is that whole day in the person's zone.
    #[garde(skip)]
    #[param(example = "2026-01-31T09:30:00Z")]
    to: Option<String>,
    /// Whether it is the character that was wanted. Predictions match or not when their request named a `target_class`; the
    /// others are in neither list.
    #[garde(skip)]
    matched: Option<bool>,
}

/// What predictions can be narrowed by besides.
#[derive(Debug, Default, Deserialize, Validate, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AbstainedQuery {
    /// Whether the model was too unsure to answer.
    #[garde(skip)]
    abstained: Option<bool>,
}

impl HistoryQuery {
    /// What is asked for, in the terms of the history.
    ///
    /// # Errors
    /// `unknown-character`, or `validation-failed` with the parameter that is wrong.
    pub(super) fn selection(
        &self,
        AbstainedQuery { abstained }: AbstainedQuery,
        zone: &Zone,
    ) -> Result<Selection, Problem> {
        let moment = |field: &Option<String>, pointer, end| {
            let read = field
                .as_deref()
                .map(|text| moment::read(text, end, zone).ok_or(pointer))
                .transpose();
            read.map_err(|pointer| Problem::field(pointer, FieldCode::InvalidFormat))
        };
        let from = moment(&self.from, "/from", End::First)?;
        let to = moment(&self.to, "/to", End::Last)?;
        if let Some((from, _)) = from.zip(to).filter(|(from, to)| from > to) {
            let error = FieldError::new("/to", FieldCode::TooSmall);
            let error = error.with_argument("min", from.to_string());
            return Err(Problem::new(Code::ValidationFailed).with_error(error));
        }
        Ok(Selection {
            class_id: self.character.map(known_character).transpose()?,
            classes: self.group.as_deref().map(classes_of).transpose()?,
            from,
            to,
            matched: self.matched,
            abstained,
        })
    }
}

/// The class of a character that there is.
///
/// # Errors
/// `unknown-character`.
pub(crate) fn known_character(class_id: i64) -> Result<u8, Problem> {
    let known = u8::try_from(class_id).ok().and_then(glyphs::character);
    let known = known.ok_or(Problem::new(Code::UnknownCharacter))?;
    Ok(known.class_id)
}

/// The first and the last class of a group.
fn classes_of(group: &str) -> Result<(u8, u8), Problem> {
    let mut classes = CHARACTERS
        .iter()
        .filter(|character| character.group.name() == group)
        .map(|character| character.class_id);
    let first = classes
        .next()
        .ok_or_else(|| Problem::field("/group", FieldCode::NotOneOf))?;
    Ok((first, classes.next_back().unwrap_or(first)))
}

/// Which page of what: the list's name in its cursors says what it is narrowed by, so that a cursor is good for the list that it came
/// from and no other.
pub(super) struct Asked {
    /// For the store.
    pub(super) request: PageRequest<RecordId>,
    /// For the cursor of the next page.
    pub(super) list: String,
}

impl Asked {
    /// # Errors
    /// `malformed-request` when the cursor is damaged or of another list.
    pub(super) fn new(
        kind: &str,
        selection: &Selection,
        page: &PageQuery,
    ) -> Result<Self, Problem> {
        let narrowed = serde_json::to_string(selection).map_err(Problem::internal)?;
        let list = format!("history/{kind}?{narrowed}");
        let request = PageRequest {
            limit: page.limit(),
            after: page.position(&list)?,
        };
        Ok(Self { request, list })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(query: &HistoryQuery) -> Result<Selection, Problem> {
        query.selection(AbstainedQuery::default(), &Zone::default())
    }

    fn pointer(query: &HistoryQuery) -> String {
        select(query).unwrap_err().errors()[0].pointer().to_owned()
    }

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn groups_are_their_classes() {
        for (group, classes) in [
            ("consonant", (0, 35)),
            ("vowel", (36, 51)),
            ("digit", (52, 61)),
        ] {
            let query = HistoryQuery {
                group: text(group),
                ..HistoryQuery::default()
            };
            assert_eq!(select(&query).unwrap().classes, Some(classes));
        }
        let query = HistoryQuery {
            group: text("Vowel"),
            ..HistoryQuery::default()
        };
        assert_eq!(pointer(&query), "/group");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for class in [-1, 62, 256] {
            let query = HistoryQuery {
                character: Some(class),
                ..HistoryQuery::default()
            };
            assert_eq!(select(&query).unwrap_err().code(), Code::UnknownCharacter);
        }
        let from = HistoryQuery {
            from: text("today"),
            ..HistoryQuery::default()
        };
        assert_eq!(pointer(&from), "/from");
        let to = HistoryQuery {
            to: text("2026-01-31T09:30:00"),
            ..HistoryQuery::default()
        };
        assert_eq!(pointer(&to), "/to");
        let backwards = HistoryQuery {
            from: text("2026-02-01"),
            to: text("2026-01-31"),
            ..HistoryQuery::default()
        };
        assert_eq!(pointer(&backwards), "/to");
    }

    #[test]
    fn one_day_is_its_first_moment_to_its_last() {
        let query = HistoryQuery {
            from: text("2026-01-31"),
            to: text("2026-01-31"),
            ..HistoryQuery::default()
        };
        let selection = select(&query).unwrap();
        assert_eq!(
            selection.from,
            Some("2026-01-30T18:15:00Z".parse().unwrap())
        );
        assert_eq!(
            selection.to,
            Some("2026-01-31T18:14:59.999Z".parse().unwrap())
        );
    }

    #[test]
    fn a_cursor_is_of_one_list_and_one_narrowing() {
        let all = Selection::default();
        let vowels = Selection {
            classes: Some((36, 51)),
            ..Selection::default()
        };
        let first = Asked::new("similarities", &all, &PageQuery::default()).unwrap();
        let id = RecordId::from(nazar::ids::JobId::generate());
        let cursor = nazar::http::cursor::encode(&first.list, &id).unwrap();
        let page = PageQuery {
            limit: None,
            cursor: Some(cursor),
        };
        let next = Asked::new("similarities", &all, &page).unwrap();
        assert_eq!(next.request.after, Some(id));
        assert!(Asked::new("predictions", &all, &page).is_err());
        assert!(Asked::new("similarities", &vowels, &page).is_err());
    }
}
