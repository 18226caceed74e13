//! The bytes of a file that a person has chosen.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Bytes read at once.
const PIECE: f64 = 4_194_304.0;

/// The bytes of a file, read piece by piece; nothing where it cannot be read any more.
pub async fn bytes_of(file: &File) -> Option<Vec<u8>> {
    let (size, mut at) = (file.size(), 0.0);
    let mut bytes = Vec::with_capacity(size as usize);
    while at < size {
        let to = (at + PIECE).min(size);
        let piece = file.slice_with_f64_and_f64(at, to).ok()?;
        let piece = Uint8Array::new(&JsFuture::from(piece.array_buffer()).await.ok()?);
        let from = bytes.len();
        bytes.resize(from + piece.length() as usize, 0);
        piece.copy_to(bytes.get_mut(from..)?);
        at = to;
    }
    Some(bytes)
}
