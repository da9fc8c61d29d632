//! A notice as its reader gets it.

use jiff::Timestamp;
use nazar::http::Locale;
use nazar::ids::RecordId;
use nazar::notices::{Kept, Kind, Message, words};
use serde::Serialize;
use utoipa::ToSchema;

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeView {
    id: RecordId,
    kind: Kind,
    /// What it is about, in the reader's language.
    title: String,
    /// What happened, and what to do, in the reader's language.
    body: String,
    /// What happened, in facts.
    about: Message,
    /// When it was told.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Whether it was read.
    read: bool,
    /// When it was read by itself; absent for one that is unread, or was read with all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Timestamp>,
}

impl NoticeView {
    pub(super) fn new(notice: Kept, locale: Locale) -> Self {
        let said = words::of(&notice.message, locale);
        Self {
            id: notice.id,
            kind: notice.message.kind(),
            title: said.title,
            body: said.body,
            about: notice.message,
            at: notice.at,
            read: notice.is_read,
            read_at: notice.read_at,
        }
    }
}
