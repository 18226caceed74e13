//! The ways to record an interaction, an order, a ticket.

use leptos::prelude::*;

/// The ways to record an interaction, an order, a ticket.
#[component]
pub fn RecordMenu() -> impl IntoView {}
