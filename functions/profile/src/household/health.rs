//! Health, as it is shown and as it is told.

use garde::Validate;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use nazar::checks::Allergy;
use nazar::household::{Health, Sex};
use nazar::http::patch::{change, nullable};
use nazar::http::{FieldCode, Problem};
use nazar::interactions::{Condition, Pregnancy};
use nazar::terminology::Vocabulary;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Context;

/// Nobody who lives was born before.
const EARLIEST_BIRTH: Date = date(1900, 1, 1);
/// Days ahead that a birth can be expected: a pregnancy, and some weeks for wrong reckoning.
const LATEST_BIRTH: i64 = 300;

/// What matters about somebody when they take medicines. What was not told is absent: that is not "no".
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HealthView {
    /// The day of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date, example = "1985-03-21")]
    birth_date: Option<Date>,
    /// Whole years of life today.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 41)]
    age: Option<u8>,
    /// The sex that medicine reckons with.
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<Sex>,
    /// Illnesses; an empty list says that there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Vec<Condition>>,
    /// Allergies; an empty list says that there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    allergies: Option<Vec<Allergy>>,
    /// Whether there is a pregnancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pregnant: Option<bool>,
    /// The day on which the child is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    expected_birth: Option<Date>,
    /// How far the pregnancy is today, by the expected birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pregnancy_stage: Option<Pregnancy>,
    /// Whether a child is breastfed.
    #[serde(skip_serializing_if = "Option::is_none")]
    breastfeeding: Option<bool>,
}

impl HealthView {
    /// The health as it is on a day.
    pub(crate) fn new(health: &Health, today: Date) -> Self {
        let about = health.about(today);
        Self {
            birth_date: health.birth_date,
            age: about.age,
            sex: health.sex,
            conditions: health.conditions.clone(),
            allergies: health.allergies.clone(),
            pregnant: about.pregnant,
            expected_birth: health.expected_birth,
            pregnancy_stage: about.pregnancy_stage,
            breastfeeding: health.breastfeeding,
        }
    }
}

/// What is told of somebody's health now. A field that is left out stays as it was; `null` takes it back.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"birth_date": "1985-03-21", "sex": "female", "conditions": ["asthma"],
    "allergies": ["class:penicillins"], "pregnant": false, "breastfeeding": false}))]
pub(crate) struct HealthChange {
    /// The day of birth.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    birth_date: Option<Option<Date>>,
    /// The sex that medicine reckons with.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<Sex>)]
    sex: Option<Option<Sex>>,
    /// Illnesses; an empty list says that there are none.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(max = 40))))]
    #[schema(value_type = Option<Vec<Condition>>, max_items = 40)]
    conditions: Option<Option<Vec<Condition>>>,
    /// Allergies, by words that `GET /users/me/allergies/terms` finds; an empty list says that there are none.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(max = 40))))]
    #[schema(value_type = Option<Vec<Allergy>>, max_items = 40)]
    allergies: Option<Option<Vec<Allergy>>>,
    /// Whether there is a pregnancy.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<bool>)]
    pregnant: Option<Option<bool>>,
    /// The day on which the child is expected; then the third of the pregnancy is known without being told again.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<String>, format = Date)]
    expected_birth: Option<Option<Date>>,
    /// Whether a child is breastfed.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<bool>)]
    breastfeeding: Option<Option<bool>>,
}

impl HealthChange {
    /// The health with what is told now. Allergies have to be known: one that no check would ever find protects nobody.
    pub(crate) async fn apply(
        &self,
        context: &Context,
        health: &Health,
        today: Date,
    ) -> Result<Health, Problem> {
        let mut next = health.clone();
        change(&mut next.birth_date, self.birth_date);
        change(&mut next.sex, self.sex);
        change(&mut next.conditions, self.conditions.clone().map(in_order));
        change(&mut next.allergies, self.allergies.clone().map(in_order));
        change(&mut next.pregnant, self.pregnant);
        change(&mut next.expected_birth, self.expected_birth);
        change(&mut next.breastfeeding, self.breastfeeding);
        if next.pregnant != Some(true) {
            next.expected_birth = None;
        }
        self.check_days(today)?;
        if let Some(Some(allergies)) = &self.allergies {
            check_allergies(context, allergies).await?;
        }
        Ok(next)
    }

    fn check_days(&self, today: Date) -> Result<(), Problem> {
        let born = self.birth_date.flatten();
        if born.is_some_and(|day| day < EARLIEST_BIRTH || day > today) {
            return Err(Problem::field(
                "/health/birth_date",
                FieldCode::InvalidFormat,
            ));
        }
        let latest = today.saturating_add(SignedDuration::from_hours(24 * LATEST_BIRTH));
        let expected = self.expected_birth.flatten();
        if expected.is_some_and(|day| day < today || day > latest) {
            let pointer = "/health/expected_birth";
            return Err(Problem::field(pointer, FieldCode::InvalidFormat));
        }
        Ok(())
    }
}

/// A list without what stands in it twice, in one order, so that the same told in another order changes nothing.
fn in_order<T: Ord>(list: Option<Vec<T>>) -> Option<Vec<T>> {
    let mut list = list?;
    list.sort();
    list.dedup();
    Some(list)
}

async fn check_allergies(context: &Context, allergies: &[Allergy]) -> Result<(), Problem> {
    if allergies.is_empty() {
        return Ok(());
    }
    let held = context.data.get().await?;
    for (place, allergy) in allergies.iter().enumerate() {
        let is_known = match allergy {
            Allergy::Ingredient(id) => held.data.catalogue.ingredient(id).is_some(),
            Allergy::Class(id) => held.data.knowledge.class(id).is_some(),
            Allergy::Allergen(code) => {
                let terms = context.allergens.get().await;
                let known = terms.data.by_code(Vocabulary::Allergen, code);
                known.is_some()
            }
        };
        if !is_known {
            let pointer = format!("/health/allergies/{place}");
            return Err(Problem::field(pointer, FieldCode::NotOneOf));
        }
    }
    Ok(())
}
