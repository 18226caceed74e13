//! Why a class or tag is what it is.

use leptos::prelude::*;

/// Why a class or tag is what it is.
#[component]
pub fn Slip() -> impl IntoView {}
