//! A member of the family, as they are shown.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::household::Member;
use nazar::ids::MemberId;
use serde::Serialize;
use utoipa::ToSchema;

use super::health::HealthView;

/// A member of my family.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MemberView {
    /// Names the member.
    pub(crate) id: MemberId,
    /// Their name.
    #[schema(example = "Азиз")]
    name: String,
    /// What they are to me.
    #[schema(example = "son")]
    relation: String,
    /// What matters about them when they take medicines.
    health: HealthView,
    /// When they were added.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl MemberView {
    /// The member as they are on a day.
    pub(crate) fn new(member: &Member, today: Date) -> Self {
        Self {
            id: member.id,
            name: member.name.clone(),
            relation: member.relation.clone(),
            health: HealthView::new(&member.health, today),
            created_at: member.created_at,
        }
    }
}
