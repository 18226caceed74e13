//! Tags and texts of a page or an XML file, one after the other. Nothing is looked up: an entity that is none of the usual ones stays as
//! it is written.

/// A tag or a text.
pub(super) enum Piece<'a> {
    /// `<name …>`, with what stands behind the name; whether it closes itself.
    Open(&'a str, &'a str, bool),
    /// `</name>`.
    Close(&'a str),
    /// What stands between tags, as it is written.
    Text(&'a str),
}

/// The pieces of a text.
pub(super) struct Pieces<'a> {
    text: &'a str,
    /// Where the next piece begins, in bytes.
    pub at: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Goes on behind the closing tag of an element whose content says nothing.
    pub(super) fn skip_element(&mut self, name: &str) {
        for piece in self.by_ref() {
            if matches!(piece, Piece::Close(close) if close.eq_ignore_ascii_case(name)) {
                return;
            }
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let Some(tag) = rest.strip_prefix('<') else {
                let length = rest.find('<').unwrap_or(rest.len());
                self.at += length;
                return Some(Piece::Text(&rest[..length]));
            };
            if let Some(cdata) = tag.strip_prefix("![CDATA[") {
                let length = cdata.find("]]>").unwrap_or(cdata.len());
                self.at += "<![CDATA[".len() + length + "]]>".len();
                return Some(Piece::Text(&cdata[..length]));
            }
            if let Some(comment) = tag.strip_prefix("!--") {
                self.at += "<!--".len() + comment.find("-->").map_or(comment.len(), |end| end + 3);
                continue;
            }
            let length = tag_length(tag);
            self.at += length + 2;
            let inner = &tag[..length];
            if inner.starts_with(['!', '?']) {
                continue;
            }
            if let Some(name) = inner.strip_prefix('/') {
                return Some(Piece::Close(name.trim()));
            }
            let closes = inner.ends_with('/');
            let inner = inner.trim_end_matches('/');
            let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
            return Some(Piece::Open(name, attributes, closes));
        }
    }
}

/// Where a tag ends: `>` in quotes is part of a value.
fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.find('>').unwrap_or(tag.len())
}

/// The value of an attribute, whatever the case of its name.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (own, after) = rest.split_at(end);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
            Some(value) => match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
            },
            None => ("", after),
        };
        if own.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after.trim_start();
    }
    None
}

/// A whole number of an attribute, from 1.
pub(super) fn number(attributes: &str, name: &str) -> Option<u32> {
    attribute(attributes, name)?.trim().parse().ok().filter(|n| *n > 0)
}

const ENTITIES: [(&str, &str); 9] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("yen", "¥"),
    ("middot", "·"),
    ("ensp", " "),
];

/// Adds a text with the usual entities as the characters they stand for.
pub(super) fn unescape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((end, character(&rest[1..end])?)));
        match known {
            Some((end, character)) => {
                out.push_str(&character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        return code.and_then(char::from_u32).map(String::from);
    }
    let known = ENTITIES.iter().find(|(known, _)| *known == name);
    known.map(|(_, character)| (*character).to_owned())
}
