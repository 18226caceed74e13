//! The pages. Each has a row in [`crate::ui::route`].

mod customer;
mod customers;
mod dashboard;
pub mod data;
mod new_customer;
mod not_found;
pub mod welcome;

pub use customer::Customer;
pub use customers::Customers;
pub use dashboard::Dashboard;
pub use data::Data;
pub use new_customer::NewCustomer;
pub use not_found::NotFound;
pub use welcome::Home;
