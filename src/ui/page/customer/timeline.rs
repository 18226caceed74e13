//! What happened.

use leptos::prelude::*;

/// What happened.
#[component]
pub fn Timeline() -> impl IntoView {}
