//! The pages. Each has a row in [`crate::ui::route`].

mod customer;
mod dashboard;
pub mod data;
mod not_found;
mod pending;
pub mod welcome;

pub use customer::Customer;
pub use dashboard::Dashboard;
pub use data::Data;
pub use not_found::NotFound;
pub use pending::{Customers, NewCustomer};
pub use welcome::Home;
