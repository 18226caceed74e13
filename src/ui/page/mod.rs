//! The pages. Each has a row in [`crate::ui::route`].

pub mod data;
mod not_found;
mod pending;
pub mod welcome;

pub use data::Data;
pub use not_found::NotFound;
pub use pending::{Customer, Customers, Dashboard, NewCustomer};
pub use welcome::Home;
