//! The lifecycle of the customer.

use leptos::prelude::*;

/// The lifecycle of the customer.
#[component]
pub fn Life() -> impl IntoView {}
