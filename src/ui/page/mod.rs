//! The pages. Each has a row in [`crate::ui::route`].

mod customer;
mod dashboard;
pub mod data;
mod new_customer;
mod not_found;
mod pending;
pub mod welcome;

pub use customer::Customer;
pub use dashboard::Dashboard;
pub use data::Data;
pub use new_customer::NewCustomer;
pub use not_found::NotFound;
pub use pending::Customers;
pub use welcome::Home;
