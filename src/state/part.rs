//! Parts of the program that are loaded when they are first wanted, and the one way to name one: `split_point!`.
//!
//! The release is split after the compiler has made it (`.ci/wasm.mjs`): what only a part's split points reach becomes a file of its own,
//! what several parts reach a file that they share. One function pointer or type that reaches a part from elsewhere keeps its code in the
//! first file; `.ci/sizes.mjs` watches that. Without the feature `split` (development, tests, Debian's compiler) all is one file, and a
//! split point is an ordinary function that answers at once.

use std::future::Future;
use std::pin::Pin;

pub use leptos::wasm_split::SplitLoaderError as NotLoaded;

/// Work of a part that takes its time.
pub type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Defines an asynchronous function that loads a part and then answers with a value that reaches into it, in nearly all cases a function
/// pointer. What did not load is asked for again by the next call; what did is never loaded twice.
macro_rules! split_point {
    ($(#[doc = $doc:literal])* $vis:vis fn $name:ident() in $part:ident -> $kind:ty { $value:expr }) => {
        $(#[doc = $doc])*
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
        $vis fn $name() -> Result<$kind, $crate::state::part::NotLoaded> {
            Ok($value)
        }

        $(#[doc = $doc])*
        #[cfg(not(feature = "split"))]
        $vis async fn $name() -> Result<$kind, $crate::state::part::NotLoaded> {
            Ok($value)
        }
    };
}
pub(crate) use split_point;
