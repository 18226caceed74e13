//! Where a list stands.

/// The first and last row in sight, counted from 1; (0, 0) for none.
pub type Visible = (usize, usize);

/// Where a list was left: how far it was scrolled, and the row of the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Pixels from the top.
    pub scroll_px: i32,
    /// The row of the cursor.
    pub cursor: Option<usize>,
}
