//! Has the linker keep what the splitter needs (`.ci/wasm.mjs`), and writes the table of readings that `domain::pinyin` takes in.

use std::collections::BTreeMap;
use std::path::Path;

use pinyin::ToPinyinMulti;

/// Readings that the data lack and names have: the surname Shěn, the county Lào Tíng, and 吉 as some families write it.
const MORE: [(char, &str); 3] = [('谌', "shen"), ('乐', "lao"), ('𠮷', "ji")];

fn main() -> std::io::Result<()> {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
    let out = std::env::var_os("OUT_DIR").ok_or_else(|| std::io::Error::other("no OUT_DIR"))?;
    std::fs::write(Path::new(&out).join("readings.bin"), readings())
}

/// The syllables with a blank between them and a line's end; then for each of them the characters that are mostly read so, and those that
/// can be: how many, and each as the distance from the one before. Numbers as seven bits a byte, the lowest first.
fn readings() -> Vec<u8> {
    let mut all: BTreeMap<&str, [Vec<u32>; 2]> = BTreeMap::new();
    for c in '\u{3000}'..='\u{3ffff}' {
        let known = c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain);
        let more = MORE.iter().filter(|(of, _)| *of == c).map(|(_, reading)| *reading);
        let mut those: Vec<&str> = Vec::new();
        for reading in known.chain(more) {
            if !those.contains(&reading) {
                let is_first = those.is_empty();
                let [first, others] = all.entry(reading).or_default();
                if is_first { first } else { others }.push(u32::from(c));
                those.push(reading);
            }
        }
    }
    let mut table = all.keys().copied().collect::<Vec<_>>().join(" ").into_bytes();
    table.push(b'\n');
    for chars in all.values().flatten() {
        number(chars.len() as u32, &mut table);
        let mut before = 0;
        for c in chars {
            number(c - before, &mut table);
            before = *c;
        }
    }
    table
}

fn number(mut n: u32, out: &mut Vec<u8>) {
    while n > 127 {
        out.push((n & 127 | 128) as u8);
        n >>= 7;
    }
    out.push(n as u8);
}
