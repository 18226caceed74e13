//! The bytes of a file that a person has chosen.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Bytes read at once.
const PIECE: f64 = 4_194_304.0;

/// The bytes of a file, read piece by piece; nothing where it cannot be read any more. The next piece is asked for before one is taken.
pub async fn bytes_of(file: &File) -> Option<Vec<u8>> {
    let size = file.size();
    let ask = |at: f64| {
        let piece = file.slice_with_f64_and_f64(at, (at + PIECE).min(size)).ok()?;
        Some(JsFuture::from(piece.array_buffer()))
    };
    let mut bytes = Vec::with_capacity(size as usize);
    let mut next = if size > PIECE {
        ask(0.0)
    } else {
        Some(JsFuture::from(file.array_buffer()))
    };
    while let Some(piece) = next.take() {
        let piece = Uint8Array::new(&piece.await.ok()?);
        let from = bytes.len();
        let to = from + piece.length() as usize;
        if (to as f64) < size {
            // A file that ends before it should has changed where it lies.
            next = Some(ask(to as f64).filter(|_| to > from)?);
        }
        bytes.resize(to, 0);
        piece.copy_to(bytes.get_mut(from..)?);
    }
    Some(bytes)
}
