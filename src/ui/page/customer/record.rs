//! The ways to record an interaction, an order, a ticket.

use leptos::prelude::*;

/// A record whose dialog stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {}

/// The ways to record an interaction, an order, a ticket.
#[component]
pub fn RecordMenu() -> impl IntoView {}
