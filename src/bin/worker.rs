//! The wasm of the worker that reads files (`guanxi::worker`). A release builds it beside the page's own (`.ci/build.sh`).

fn main() {
    #[cfg(target_arch = "wasm32")]
    guanxi::worker::scope::serve();
}
