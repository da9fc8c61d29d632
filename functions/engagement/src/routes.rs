//! All paths of the function, with their limits.

use nazar::http::{Class, idempotent, limit};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Context, badges, board, notifications, points, push, reminders, rewards, streaks};

/// All routes of the function.
pub(crate) fn all() -> OpenApiRouter<Context> {
    let creating = OpenApiRouter::new()
        .routes(routes!(rewards::redeem::redeem))
        .routes(routes!(reminders::add::add_reminder))
        .routes(routes!(push::subscribe::subscribe))
        .layer(idempotent());
    OpenApiRouter::new()
        .merge(game())
        .merge(leaderboard())
        .merge(given())
        .merge(told())
        .merge(creating)
        .layer(limit(Class::Reads))
}

fn game() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(points::show::points))
        .routes(routes!(points::show::my_points))
        .routes(routes!(points::history::history))
        .routes(routes!(badges::mine))
        .routes(routes!(badges::available))
        .routes(routes!(badges::achievements))
        .routes(routes!(streaks::streaks))
}

fn leaderboard() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(board::top::leaderboard))
        .routes(routes!(board::rank::my_rank))
        .routes(routes!(board::me::me, board::me::join, board::me::leave))
}

fn given() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(rewards::list::rewards))
        .routes(routes!(rewards::offer::offer, rewards::offer::withdraw))
        .routes(routes!(rewards::mine::redemptions))
        .routes(routes!(rewards::code::use_code))
}

fn told() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(notifications::list::notifications))
        .routes(routes!(notifications::unread::unread))
        .routes(routes!(notifications::read::read_all))
        .routes(routes!(notifications::read::read_one))
        .routes(routes!(notifications::remove::remove))
        .routes(routes!(
            notifications::channels::channels,
            notifications::channels::change_channels
        ))
        .routes(routes!(reminders::list::reminders))
        .routes(routes!(
            reminders::show::reminder,
            reminders::change::change_reminder,
            reminders::remove::delete_reminder
        ))
        .routes(routes!(reminders::snooze::snooze_reminder))
        .routes(routes!(push::key::key))
        .routes(routes!(push::list::subscriptions))
        .routes(routes!(push::remove::unsubscribe))
}
