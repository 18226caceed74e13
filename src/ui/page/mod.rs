//! The pages. Each has a row in [`crate::ui::route`].

mod customer;
pub mod data;
mod not_found;
mod pending;
pub mod welcome;

pub use customer::Customer;
pub use data::Data;
pub use not_found::NotFound;
pub use pending::{Customers, Dashboard, NewCustomer};
pub use welcome::Home;
