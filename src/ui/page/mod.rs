//! The pages. Each has a row in [`crate::ui::route`].

mod dashboard;
mod not_found;
mod pending;

pub use dashboard::Dashboard;
pub use not_found::NotFound;
pub use pending::{Customer, Customers, Data, Home, NewCustomer};
