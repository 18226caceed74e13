//! The pages. Each has a row in [`crate::ui::route`].

mod not_found;
mod pending;

pub use not_found::NotFound;
pub use pending::{Customer, Customers, Dashboard, Data, Home, NewCustomer};
