//! The pages. Each has a row in [`crate::ui::route`].

mod customers;
mod not_found;
mod pending;

pub use customers::Customers;
pub use not_found::NotFound;
pub use pending::{Customer, Dashboard, Data, Home, NewCustomer};
