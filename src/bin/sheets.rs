//! The wasm of the worker that reads tables (`guanxi::worker::sheets`). A release builds it beside the page's own (`.ci/build.sh`).

fn main() {
    #[cfg(target_arch = "wasm32")]
    guanxi::worker::sheets::scope::serve();
}
