//! The pages. Each has a row in [`crate::ui::route`].

mod customer;
mod new_customer;
mod not_found;
mod pending;

pub use customer::Customer;
pub use new_customer::NewCustomer;
pub use not_found::NotFound;
pub use pending::{Customers, Dashboard, Data, Home};
