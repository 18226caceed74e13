//! The pages. Each has a row in [`crate::ui::route`].

pub mod customer;
mod customers;
mod dashboard;
pub mod data;
mod disagreements;
mod duplicates;
mod forms;
mod health;
mod leads;
mod new_customer;
mod not_found;
mod playbooks;
mod review;
mod rules;
mod service;
mod today;
pub mod welcome;
mod workdays;

pub use customer::Customer;
pub use customers::Customers;
pub use dashboard::Dashboard;
pub use data::DataPage;
pub use disagreements::Disagreements;
pub use duplicates::Duplicates;
pub use forms::{Forms, forms_of};
pub use health::Health;
pub use leads::Leads;
pub use new_customer::NewCustomer;
pub use not_found::NotFound;
pub use playbooks::{Playbooks, TASKS_MOVED};
pub use review::Review;
pub use rules::Rules;
pub use service::Service;
pub use today::Today;
pub use welcome::Home;
pub use workdays::Workdays;
