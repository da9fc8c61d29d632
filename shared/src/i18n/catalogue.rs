//! Texts from the Fluent catalogues, `locales/<tag>/*.ftl`.
//!
//! A message missing in one language is looked for in English, and its id is the last resort, so that a forgotten
//! translation never turns an answer into an error. Tests find what is forgotten.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::{Locale, source};

/// A named value for a message.
pub type Argument = (&'static str, String);

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<(Locale, Bundle)>> =
    LazyLock::new(|| Locale::ALL.map(|locale| (locale, bundle(locale))).into());

/// Builds one language. A syntax error costs the message it stands in; the tests below allow none.
fn bundle(locale: Locale) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolation marks are for mixing directions; all five languages run left to right.
    bundle.set_use_isolating(false);
    for source in source::all(locale) {
        let resource =
            FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn of(locale: Locale) -> Option<&'static Bundle> {
    BUNDLES
        .iter()
        .find(|(candidate, _)| *candidate == locale)
        .map(|(_, bundle)| bundle)
}

/// The text of `id` or `id.attribute` in a language.
pub fn text(locale: Locale, id: &str, attribute: Option<&str>, arguments: &[Argument]) -> String {
    find(locale, id, attribute, arguments)
        .or_else(|| find(Locale::English, id, attribute, arguments))
        .unwrap_or_else(|| id.to_owned())
}

/// The texts of the attributes `name-1`, `name-2` and so on, as far as they go. Without any in this language, none.
pub fn texts(locale: Locale, id: &str, name: &str, arguments: &[Argument]) -> Vec<String> {
    (1..)
        .map_while(|number| find(locale, id, Some(&format!("{name}-{number}")), arguments))
        .collect()
}

fn find(
    locale: Locale,
    id: &str,
    attribute: Option<&str>,
    arguments: &[Argument],
) -> Option<String> {
    let bundle = of(locale)?;
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };

    let mut values = FluentArgs::new();
    for (name, value) in arguments {
        values.set(*name, value_of(value));
    }
    let mut problems = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, Some(&values), &mut problems)
            .into_owned(),
    )
}

/// Whole numbers are passed as numbers, so that a catalogue can choose plural forms.
fn value_of(text: &str) -> FluentValue<'_> {
    text.parse::<i64>()
        .map_or_else(|_| FluentValue::from(text), FluentValue::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_put_in() {
        let arguments = [("min", "8".to_owned())];
        assert!(text(Locale::English, "field-too-short", None, &arguments).contains('8'));
    }

    #[test]
    fn an_unknown_id_is_its_own_text() {
        assert_eq!(
            text(Locale::Nepali, "no-such-message", None, &[]),
            "no-such-message"
        );
        assert!(texts(Locale::Nepali, "no-such-message", "suggestion", &[]).is_empty());
    }
}
