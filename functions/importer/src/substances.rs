//! All substances by every name that a source gives them, so that another source's spelling meets the same one.

mod salts;

use std::collections::{BTreeMap, HashMap};

use nazar::catalogue::fold::{compact, respelling};
use nazar::catalogue::{Atc, Ingredient, IngredientId, Names};

use salts::base;

/// The substances read so far. Sources are read from the most trusted to the least, so the first names stay.
#[derive(Debug, Default)]
pub(crate) struct Substances {
    all: BTreeMap<IngredientId, Ingredient>,
    by_name: HashMap<String, IngredientId>,
    /// By [`respelling`]; `None` where two substances are spelled alike, so that neither is meant.
    by_spelling: HashMap<String, Option<IngredientId>>,
}

impl Substances {
    /// The substance of a name: as written, free of its salt, or spelled otherwise when only one can be meant.
    pub(crate) fn find(&self, name: &str) -> Option<&IngredientId> {
        let base = base(name);
        [name, base.as_str()]
            .into_iter()
            .find_map(|name| self.by_name.get(&compact(name)))
            .or_else(|| self.by_spelling.get(&respelling(&base)?)?.as_ref())
    }

    /// Whether a source has this very name, salt or not.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        [name.to_owned(), base(name)]
            .iter()
            .any(|name| self.by_name.contains_key(&compact(name)))
    }

    /// Adds a substance under its English name, or its names to the substance that it is already. Returns which.
    ///
    /// `None` when the name has no letter.
    pub(crate) fn add(&mut self, names: &Names, synonyms: &[String]) -> Option<IngredientId> {
        let id = match self.known(names, synonyms) {
            Some(id) => id,
            None => IngredientId::of(&base(&names.en))?,
        };
        let entry = self.all.entry(id.clone()).or_insert_with(|| Ingredient {
            id: id.clone(),
            names: names.clone(),
            synonyms: Vec::new(),
            atc: Vec::new(),
        });
        for (held, given) in [
            (&mut entry.names.ru, &names.ru),
            (&mut entry.names.uz, &names.uz),
            (&mut entry.names.latin, &names.latin),
        ] {
            if held.is_none() {
                held.clone_from(given);
            }
        }
        let without_salt = base(&names.en);
        let all_names = names.iter().chain(synonyms.iter().map(String::as_str));
        for name in all_names.chain([without_salt.as_str()]) {
            self.name(&id, name);
        }
        Some(id)
    }

    /// Makes a name that is not known yet lead to the one substance of which it is another spelling, if there is one.
    pub(crate) fn spell(&mut self, name: &str) {
        if !self.is_name(name)
            && let Some(id) = self.find(name).cloned()
        {
            self.name(&id, name);
        }
    }

    /// Adds an ATC code of level 5 to a substance.
    pub(crate) fn classify(&mut self, id: &IngredientId, code: Atc) {
        if let Some(ingredient) = self.all.get_mut(id)
            && !ingredient.atc.contains(&code)
        {
            ingredient.atc.push(code);
        }
    }

    /// The substance of this identifier, if it is there.
    pub(crate) fn get(&self, id: &IngredientId) -> Option<IngredientId> {
        self.all.get(id).map(|ingredient| ingredient.id.clone())
    }

    /// All of them, in the order of their identifiers.
    pub(crate) fn into_ingredients(self) -> Vec<Ingredient> {
        self.all.into_values().collect()
    }

    /// The substance that one of these names belongs to already. Another spelling does not count here: two sources that
    /// name two substances alike have to stay apart.
    fn known(&self, names: &Names, synonyms: &[String]) -> Option<IngredientId> {
        let without_salt = base(&names.en);
        let others = synonyms.iter().map(String::as_str);
        names
            .iter()
            .take(1)
            .chain([without_salt.as_str()])
            .chain(others)
            .find_map(|name| self.by_name.get(&compact(name)).cloned())
    }

    /// Makes a name lead to a substance, unless it leads to one already.
    fn name(&mut self, id: &IngredientId, name: &str) {
        let exact = compact(name);
        if exact.is_empty() {
            return;
        }
        let owner = self.by_name.entry(exact).or_insert_with(|| id.clone());
        if owner != id {
            return;
        }
        if let Some(spelling) = respelling(name) {
            self.by_spelling
                .entry(spelling)
                .and_modify(|held| {
                    if held.as_ref().is_some_and(|held| held != id) {
                        *held = None;
                    }
                })
                .or_insert_with(|| Some(id.clone()));
        }
        if let Some(ingredient) = self.all.get_mut(id) {
            let is_held = ingredient.names.iter().any(|held| held == name)
                || ingredient.synonyms.iter().any(|held| held == name);
            if !is_held {
                ingredient.synonyms.push(name.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(en: &str, ru: &str) -> Names {
        Names {
            en: en.to_owned(),
            ru: Some(ru.to_owned()),
            ..Names::default()
        }
    }

    #[test]
    fn salts_and_spellings_meet_their_substance() {
        let mut substances = Substances::default();
        substances
            .add(&names("levothyroxine", "левотироксин"), &[])
            .unwrap();
        substances
            .add(&names("rosuvastatin", "розувастатин"), &[])
            .unwrap();
        substances
            .add(&names("levothyroxine sodium", "левотироксин натрия"), &[])
            .unwrap();
        assert_eq!(substances.all.len(), 2);
        for name in ["levothyroxine sodium", "Левотироксин натрия", "LEVOTIROXIN"]
        {
            assert_eq!(
                substances.find(name).unwrap().as_str(),
                "levothyroxine",
                "{name}"
            );
        }
        assert_eq!(
            substances.find("rozuvastatin calcium").unwrap().as_str(),
            "rosuvastatin"
        );
        assert_eq!(substances.find("rosuvastin"), None);
    }

    #[test]
    fn what_is_spelled_like_two_is_neither() {
        let mut substances = Substances::default();
        substances.add(&names("cisane", ""), &[]).unwrap();
        substances.add(&names("sizane", ""), &[]).unwrap();
        assert_eq!(substances.find("tsizan"), None);
        assert_eq!(substances.find("cisane").unwrap().as_str(), "cisane");
    }
}
