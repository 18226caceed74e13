//! The seal around every stored value: format version, checksum, body.

use crate::storage::backend::Key;
use crate::storage::error::StoreError;

/// The version of the seal itself.
const FORMAT: u8 = 1;
const HEADER: usize = 9;

/// FNV-1a's step over words of 8 bytes (the last one filled with zeros) and the length. Each step is one-to-one, so a change
/// within one word always shows; by words it takes an eighth of the time that bytes would.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut words = bytes.chunks_exact(8);
    let mut sum = 0xcbf2_9ce4_8422_2325u64 ^ bytes.len() as u64;
    for word in &mut words {
        let mut whole = [0; 8];
        whole.copy_from_slice(word);
        // The rotation carries high bits down, which a multiplication alone never does.
        sum = ((sum ^ u64::from_le_bytes(whole)).wrapping_mul(PRIME)).rotate_left(29);
    }
    let mut rest = [0; 8];
    rest[..words.remainder().len()].copy_from_slice(words.remainder());
    (sum ^ u64::from_le_bytes(rest)).wrapping_mul(PRIME)
}

/// Begins a value: room for the seal, the body comes behind it.
pub fn begin(capacity: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER + capacity);
    bytes.resize(HEADER, 0);
    bytes
}

/// Seals a value begun with [`begin`].
pub fn finish(mut bytes: Vec<u8>) -> Vec<u8> {
    let sum = checksum(&bytes[HEADER..]);
    bytes[0] = FORMAT;
    bytes[1..HEADER].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Seals a body.
pub fn seal(body: &[u8]) -> Vec<u8> {
    let mut bytes = begin(body.len());
    bytes.extend_from_slice(body);
    finish(bytes)
}

/// The body of a sealed value, or what is wrong with it.
pub fn open<'a>(key: &Key, bytes: &'a [u8]) -> Result<&'a [u8], StoreError> {
    if bytes.len() < HEADER {
        return Err(StoreError::corrupt(key.place(), "cut short"));
    }
    if bytes[0] != FORMAT {
        let problem = format!("format {} is not {FORMAT}", bytes[0]);
        return Err(StoreError::corrupt(key.place(), problem));
    }
    if !is_sealed(bytes) {
        return Err(StoreError::corrupt(key.place(), "the checksum differs"));
    }
    Ok(&bytes[HEADER..])
}

/// Whether a value has this format, and the checksum of its body.
pub fn is_sealed(bytes: &[u8]) -> bool {
    body(bytes).is_some_and(|body| bytes[0] == FORMAT && bytes[1..HEADER] == checksum(body).to_le_bytes())
}

/// The body of a value that is no longer sound, where it has one.
pub fn body(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(HEADER..)
}

/// The checksum in the seal, to compare what is read back with what was written.
pub fn mark(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().take(HEADER).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::backend::Area;

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let key = Key::new(Area::Journal, "1");
        let sealed = seal("客户 0123456789".as_bytes());
        assert_eq!(open(&key, &sealed), Ok("客户 0123456789".as_bytes()));
        for place in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[place] ^= 0x10;
            assert!(open(&key, &bent).is_err(), "byte {place}");
            assert!(open(&key, &sealed[..place]).is_err(), "cut at {place}");
        }
    }
}
