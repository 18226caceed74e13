//! FNV-1a over bytes, 64 bits: what tells texts and files apart where nobody means harm. It comes out the same on every machine and in every
//! version, so that what is made of it may be kept. (draft-eastlake-fnv)

/// A sum that bytes are added to.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// With some more bytes.
    #[must_use]
    pub fn and(self, bytes: &[u8]) -> Self {
        let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        Self(bytes.iter().fold(self.0, step))
    }

    /// With a text and an end, so that "ab" and "c" are not "a" and "bc".
    #[must_use]
    pub fn and_text(self, text: &str) -> Self {
        self.and(text.as_bytes()).and(&[0])
    }

    /// The sum as 16 hexadecimal digits.
    pub fn hex(self) -> String {
        format!("{:016x}", self.0)
    }

    /// The sum.
    pub fn sum(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The draft's own examples.
    #[test]
    fn sums_are_those_of_the_draft() {
        let table: [(&str, u64); 4] = [
            ("", 0xcbf2_9ce4_8422_2325),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("b", 0xaf63_df4c_8601_f1a5),
            ("foobar", 0x8594_4171_f739_67e8),
        ];
        for (text, sum) in table {
            assert_eq!(Fnv::default().and(text.as_bytes()).sum(), sum, "{text}");
        }
        assert_eq!(Fnv::default().and(b"foo").and(b"bar").sum(), 0x8594_4171_f739_67e8);
    }
}
