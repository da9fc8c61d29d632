//! `PATCH /api/v1/users/me`

use axum::extract::State;
use axum::response::Response;
use garde::Validate;
use http::HeaderMap;
use jiff::Timestamp;
use nazar::Zone;
use nazar::household::QuietHours;
use nazar::http::patch::{change, nullable};
use nazar::http::{Caller, Code, Locale, Problem, ProblemBody, ValidJson};
use nazar::people::{check_name, check_phone, check_zone};
use serde::Deserialize;
use utoipa::ToSchema;

use super::health::HealthChange;
use super::read::Profile;
use crate::Context;
use crate::accounts::{AccountChange, Changed};
use crate::answer::{TRIES, changed, expect};

/// What I tell of myself now. A field that is left out stays as it was; `null` takes it back.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[schema(example = json!({"given_name": "Гулнора", "phone": "+998901234567", "zone": "Asia/Tashkent",
    "quiet_hours": {"from": "22:00", "to": "07:00"}, "health": {"allergies": ["class:penicillins"]}}))]
pub(crate) struct ProfileChange {
    /// In any script.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(chars, max = 100), custom(check_name))))]
    #[schema(value_type = Option<String>, max_length = 100)]
    given_name: Option<Option<String>>,
    /// In any script.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(length(chars, max = 100), custom(check_name))))]
    #[schema(value_type = Option<String>, max_length = 100)]
    family_name: Option<Option<String>>,
    /// In E.164 form. Unique.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(inner(inner(custom(check_phone))))]
    #[schema(value_type = Option<String>, pattern = r"^\+[1-9][0-9]{7,14}$")]
    phone: Option<Option<String>>,
    /// The language of texts for me.
    #[garde(skip)]
    language: Option<Locale>,
    /// Where my days begin and end, by IANA name.
    #[garde(inner(custom(check_zone)))]
    zone: Option<String>,
    /// When I do not want to be disturbed.
    #[serde(default, deserialize_with = "nullable")]
    #[garde(skip)]
    #[schema(value_type = Option<QuietHours>)]
    quiet_hours: Option<Option<QuietHours>>,
    /// What matters about me when I take medicines.
    #[garde(dive)]
    health: Option<HealthChange>,
}

impl ProfileChange {
    fn of_account(&self) -> AccountChange {
        AccountChange {
            given_name: self.given_name.clone(),
            family_name: self.family_name.clone(),
            phone: self.phone.clone(),
            language: self.language,
            // The field's rule has read it.
            zone: self.zone.as_deref().and_then(|name| name.parse().ok()),
        }
    }
}

/// Change what I tell of myself
///
/// With `If-Match` only what was read is changed. Access tokens carry the old zone until the next refresh; days are
/// counted in the new one at once where medicines are concerned.
#[utoipa::path(
    patch,
    path = "/api/v1/users/me",
    operation_id = "change_profile",
    tag = "users",
    security(("bearer" = [])),
    params(("If-Match" = Option<String>, Header, description = "The `ETag` of what was read.")),
    request_body = ProfileChange,
    responses(
        (status = OK, description = "My account as it is now.", body = Profile,
            headers(("ETag" = String, description = "Changes with the account."))),
        (status = CONFLICT, description = "`phone-taken`; or `conflict`: it was changed again and again at the same time.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = PRECONDITION_FAILED, description = "`precondition-failed`: it has changed since it was read.",
            body = ProblemBody, content_type = "application/problem+json"),
        (status = UNPROCESSABLE_ENTITY, description = "A field breaks a rule, or an allergy is not known.",
            body = ProblemBody, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn change_profile(
    State(context): State<Context>,
    caller: Caller,
    asked: HeaderMap,
    ValidJson(body): ValidJson<ProfileChange>,
) -> Result<Response, Problem> {
    let owner = caller.owner;
    for _ in 0..TRIES {
        let user = super::account(&context, &caller).await?;
        let about = context.households.about(owner).await?;
        expect(&asked, &Profile::new(user.clone(), &about))?;

        let mut next = about.clone();
        change(&mut next.quiet_hours, body.quiet_hours);
        let zone = body.of_account().zone.unwrap_or_else(|| user.zone.clone());
        if let Some(health) = &body.health {
            next.health = health.apply(&context, &about.health, today(&zone)).await?;
        }
        let told = if next == about {
            None
        } else {
            Some(context.households.tell(owner, &next)?)
        };
        match context
            .accounts
            .change(&user, &body.of_account(), told)
            .await?
        {
            Changed::Yes => {
                if zone != user.zone {
                    let moved = context
                        .reminders
                        .moved(owner, &zone, Timestamp::now())
                        .await;
                    if let Err(error) = moved {
                        tracing::warn!(%error, "reminders stayed in the old zone until they wake");
                    }
                }
                let user = super::account(&context, &caller).await?;
                let about = context.households.about(owner).await?;
                return changed(&Profile::new(user, &about));
            }
            Changed::PhoneTaken => return Err(Problem::new(Code::PhoneTaken)),
            Changed::Overtaken => {}
        }
    }
    Err(Problem::new(Code::Conflict))
}

fn today(zone: &Zone) -> jiff::civil::Date {
    zone.day(Timestamp::now())
}
