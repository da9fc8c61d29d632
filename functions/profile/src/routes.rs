//! All paths of the function, with their limits.

use nazar::http::{Class, idempotent, limit};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Context, adherence, admin, dashboard, erase, export, household, medications};

/// All routes of the function.
pub(crate) fn all() -> OpenApiRouter<Context> {
    let creating = OpenApiRouter::new()
        .routes(routes!(export::export))
        .routes(routes!(household::add::add_member))
        .routes(routes!(medications::add::add_medication))
        .routes(routes!(adherence::log::log_dose))
        .layer(idempotent());
    OpenApiRouter::new()
        .merge(people())
        .merge(medicines())
        .merge(doses())
        .merge(glances())
        .merge(administration())
        .merge(creating)
        .layer(limit(Class::Reads))
}

fn people() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(
            household::read::read,
            household::change::change_profile,
            erase::erase
        ))
        .routes(routes!(
            household::settings::settings,
            household::settings::change_settings
        ))
        .routes(routes!(household::allergies::allergy_terms))
        .routes(routes!(household::list::family))
        .routes(routes!(
            household::show::member,
            household::redescribe::change_member,
            household::leave::delete_member
        ))
}

fn medicines() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(medications::list::medications))
        .routes(routes!(
            medications::show::my_medication,
            medications::change::change_medication,
            medications::remove::remove_medication
        ))
        .routes(routes!(medications::refills::refills))
        .routes(routes!(medications::pack::medicine_box))
}

fn glances() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(dashboard::family::family_overview))
        .routes(routes!(dashboard::member::member_overview))
        .routes(routes!(dashboard::statistics::statistics))
        .routes(routes!(dashboard::trends::trends))
}

fn administration() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(admin::people::people))
        .routes(routes!(admin::roles::give, admin::roles::take))
        .routes(routes!(admin::audit::acts))
        .routes(routes!(admin::data::data))
        .routes(routes!(admin::reports::list::reports))
        .routes(routes!(admin::reports::decide::decide_report))
        .routes(routes!(admin::reviews::list::reviews))
        .routes(routes!(admin::reviews::show::review))
        .routes(routes!(admin::reviews::decide::decide_review))
}

fn doses() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(adherence::list::doses))
        .routes(routes!(adherence::day::day))
        .routes(routes!(adherence::week::week))
        .routes(routes!(adherence::undo::undo_dose))
        .routes(routes!(adherence::undo::undo_needed_dose))
}
