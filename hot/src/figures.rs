//! What the fields of a packed record say, as numbers.

use crate::skim::{Shape, Skim};

/// What a field says that is none.
pub const NONE: i64 = i64::MIN;

/// Reads a packed record that begins with two texts: tells the second, and whether that is `known`. The fields behind them, of these shapes,
/// say one number each: a number itself (one with sign), a moment its day, what is none [`NONE`], and a text or a list nothing but that it
/// is there: 0.
pub fn read<'a>(bytes: &'a [u8], known: &[u8], shapes: &[Shape], figures: &mut [i64]) -> Option<(&'a [u8], bool)> {
    let mut skim = Skim::begin(bytes);
    skim.text_bytes()?;
    let owner = skim.text_bytes()?;
    for (figure, shape) in figures.iter_mut().zip(shapes) {
        let shape = match shape {
            Shape::Option(of) if skim.is_some()? => of,
            Shape::Option(_) => {
                *figure = NONE;
                continue;
            }
            shape => shape,
        };
        *figure = match shape {
            Shape::Whole => skim.whole()?.into(),
            Shape::Long => skim.signed()?,
            Shape::Byte(_) => skim.byte()?.into(),
            Shape::Moment => (skim.whole()?.into(), skim.skip(Shape::Text)?).0,
            other => (0, skim.skip(*other)?).0,
        };
    }
    // Not by `==`, which is a call to what compares long texts.
    let is_known = owner.len() == known.len() && owner.iter().zip(known).all(|(one, other)| one == other);
    Some((owner, is_known))
}
