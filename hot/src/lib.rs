//! The few loops that run a million times while a book opens, in a crate of their own: all else of the page is compiled to be small, these to be
//! quick. What stands here is no generic code, as that is compiled where it is used. It knows nothing of the product.

pub mod figures;
pub mod rank;
pub mod skim;

/// Smaller than the allocator that the compiler brings, and no slower: everybody downloads it.
#[cfg(all(target_arch = "wasm32", not(target_feature = "atomics")))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
