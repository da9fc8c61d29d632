//! Names in the reader's language, or the nearest that there is.

use crate::catalogue::{Catalogue, IngredientId};
use crate::http::Locale;
use crate::interactions::{ClassId, Knowledge, Subject, words};

/// An ingredient's name. Uzbek in Cyrillic letters is not in the sources: Russian is nearer to its readers than Latin.
pub fn ingredient_name(catalogue: &Catalogue, id: &IngredientId, locale: Locale) -> String {
    let Some(ingredient) = catalogue.ingredient(id) else {
        return id.as_str().replace('-', " ");
    };
    let names = &ingredient.names;
    let wanted = match locale {
        Locale::Russian | Locale::UzbekCyrillic => names.ru.as_ref(),
        Locale::Uzbek => names.uz.as_ref(),
        Locale::English | Locale::Nepali => None,
    };
    wanted.unwrap_or(&names.en).clone()
}

fn class_name(knowledge: &Knowledge, id: &ClassId, locale: Locale) -> String {
    let Some(class) = knowledge.class(id) else {
        return id.to_string();
    };
    let wanted = match locale {
        Locale::Russian | Locale::UzbekCyrillic => &class.name_ru,
        Locale::Uzbek => &class.name_uz,
        Locale::English | Locale::Nepali => &class.name,
    };
    let name = if wanted.is_empty() {
        &class.name
    } else {
        wanted
    };
    name.clone()
}

/// The name of any side of a rule.
pub fn subject_name(
    catalogue: &Catalogue,
    knowledge: &Knowledge,
    subject: &Subject,
    locale: Locale,
) -> String {
    match subject {
        Subject::Ingredient(id) => ingredient_name(catalogue, id, locale),
        Subject::Class(id) => class_name(knowledge, id, locale),
        circumstance => words::circumstance(locale, circumstance).unwrap_or_default(),
    }
}
