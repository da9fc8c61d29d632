//! What a basket of medicines costs, and where.

mod compare;
mod route;
mod view;

pub(crate) use route::{__path_compare_prices, compare_prices};
