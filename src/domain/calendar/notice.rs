//! What the State Council published: 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号. A test compares every day with another's table.

use crate::domain::label::Label;

/// The first year whose calendar ships.
pub const FIRST_YEAR: i32 = 2024;
/// The last one.
pub const LAST_YEAR: i32 = 2026;

/// A month and a day.
type MonthDay = (u32, u32);

/// A holiday of a year: its days off, first and last, and the days at weekends that are worked for it.
pub(super) struct Holiday {
    /// The year that it belongs to.
    pub year: i32,
    /// What people call it.
    pub name: Label,
    /// The first day off and the last.
    pub off: (MonthDay, MonthDay),
    /// The days that are worked in exchange.
    pub made_up: &'static [MonthDay],
}

macro_rules! holidays {
    ($($year:literal $zh:literal $en:literal, $from:expr, $to:expr, $made_up:expr;)*) => {
        /// Every holiday that was published, in order.
        pub(super) static HOLIDAYS: &[Holiday] = &[$(
            Holiday { year: $year, name: Label::fixed($zh, $en), off: ($from, $to), made_up: &$made_up },
        )*];
    };
}

holidays! {
    2024 "元旦" "New Year's Day", (1, 1), (1, 1), [];
    2024 "春节" "Spring Festival", (2, 10), (2, 17), [(2, 4), (2, 18)];
    2024 "清明节" "Qingming", (4, 4), (4, 6), [(4, 7)];
    2024 "劳动节" "Labour Day", (5, 1), (5, 5), [(4, 28), (5, 11)];
    2024 "端午节" "Dragon Boat Festival", (6, 8), (6, 10), [];
    2024 "中秋节" "Mid-Autumn Festival", (9, 15), (9, 17), [(9, 14)];
    2024 "国庆节" "National Day", (10, 1), (10, 7), [(9, 29), (10, 12)];
    2025 "元旦" "New Year's Day", (1, 1), (1, 1), [];
    2025 "春节" "Spring Festival", (1, 28), (2, 4), [(1, 26), (2, 8)];
    2025 "清明节" "Qingming", (4, 4), (4, 6), [];
    2025 "劳动节" "Labour Day", (5, 1), (5, 5), [(4, 27)];
    2025 "端午节" "Dragon Boat Festival", (5, 31), (6, 2), [];
    2025 "国庆节、中秋节" "National Day and Mid-Autumn Festival", (10, 1), (10, 8), [(9, 28), (10, 11)];
    2026 "元旦" "New Year's Day", (1, 1), (1, 3), [(1, 4)];
    2026 "春节" "Spring Festival", (2, 15), (2, 23), [(2, 14), (2, 28)];
    2026 "清明节" "Qingming", (4, 4), (4, 6), [];
    2026 "劳动节" "Labour Day", (5, 1), (5, 5), [(5, 9)];
    2026 "端午节" "Dragon Boat Festival", (6, 19), (6, 21), [];
    2026 "中秋节" "Mid-Autumn Festival", (9, 25), (9, 27), [];
    2026 "国庆节" "National Day", (10, 1), (10, 7), [(9, 20), (10, 10)];
}
