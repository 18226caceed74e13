//! The words that people write for days of the lunar calendar, for parts of years and months, and for days as of another one.

/// What says that a day is of the lunar calendar, as it is compared.
pub(crate) const LUNAR: [&str; 7] = ["农历", "阴历", "旧历", "古历", "夏历", "(农)", "(阴)"];

/// The signs of which one stands in each day of the lunar calendar, or in one that is written in words.
pub(crate) const LUNAR_SIGNS: [char; 9] = ['月', '历', '曆', '农', '農', '阴', '陰', '闰', '閏'];

/// What stands around the word for the calendar and says nothing more.
pub(crate) const AROUND_LUNAR: [&str; 4] = ["生日", "()", ":", ","];

/// What says so of a birthday in a column of its own, and what says that it is of the common calendar; simplified, as they are compared.
pub(crate) const IS_LUNAR: [&str; 6] = ["农历", "阴历", "旧历", "农", "阴", "lunar"];
/// See [`IS_LUNAR`].
pub(crate) const IS_SOLAR: [&str; 10] = [
    "公历",
    "阳历",
    "新历",
    "国历",
    "西历",
    "公",
    "阳",
    "solar",
    "gregorian",
    "common",
];

/// The leap month's sign, and those of days that only the lunar calendar has: 初三, 廿三, 卅.
pub(crate) const LEAP: char = '闰';
/// See [`LEAP`].
pub(crate) const LUNAR_DAYS: [char; 3] = ['初', '廿', '卅'];

/// Months that only the lunar calendar calls so.
pub(crate) const LUNAR_MONTHS: [(&str, u32); 3] = [("正", 1), ("冬", 11), ("腊", 12)];

/// Numbers in words, from 0; and how else people write them.
pub(crate) const DIGITS: &str = "〇一二三四五六七八九十";
/// See [`DIGITS`].
pub(crate) const DIGITS_TOO: [(char, char); 4] = [('零', '〇'), ('○', '〇'), ('元', '一'), ('两', '二')];
/// Tens of days in words.
pub(crate) const TENS: [(char, u32); 3] = [('初', 0), ('廿', 20), ('卅', 30)];

/// The letters of years, months and days in dates, as dashes.
pub(crate) const DATE_MARKS: [char; 3] = ['年', '月', '日'];
/// How the years of the republic are counted, as in Taiwan, and their first one.
pub(crate) const REPUBLIC: [&str; 4] = ["民国", "民國", "中华民国", "中華民國"];
pub(crate) const FIRST_YEAR: &str = "元年";
/// What a day ends with.
pub(crate) const DAY_ENDS: [char; 2] = ['日', '号'];

/// What stands behind a year and says no more than it, or which month of it begins that part.
pub(crate) const PARTS_OF_YEAR: [(&str, u32); 14] = [
    ("", 1),
    ("年", 1),
    ("年度", 1),
    ("年份", 1),
    ("年初", 1),
    ("年年初", 1),
    ("年上半年", 1),
    ("上半年", 1),
    ("年下半年", 7),
    ("下半年", 7),
    ("年底", 12),
    ("年末", 12),
    ("年年底", 12),
    ("年年末", 12),
];

/// What stands before, and behind, a day that is about right.
pub(crate) const ABOUT: [&str; 3] = ["大概", "大约", "约"];
/// See [`ABOUT`].
pub(crate) const ABOUT_BEHIND: [&str; 3] = ["左右", "前后", "许"];

/// How quarters are written, around their number.
pub(crate) const QUARTERS: [(&str, &str); 4] = [("q", ""), ("第", "季度"), ("", "季度"), ("", "季")];

/// What stands behind a month and says no day of it.
pub(crate) const PARTS_OF_MONTH: [&str; 9] = ["", "份", "初", "中", "底", "末", "上旬", "中旬", "下旬"];

/// The words for before and after noon, in times of twelve hours.
pub(crate) const AFTERNOON: [&str; 4] = ["下午", "晚上", "傍晚", "pm"];
/// See [`AFTERNOON`].
pub(crate) const MORNING: [&str; 6] = ["上午", "早上", "凌晨", "早晨", "清晨", "am"];
/// See [`AFTERNOON`].
pub(crate) const NOON: &str = "中午";
/// Half an hour behind one, and as its minutes.
pub(crate) const HALF: (&str, &str) = ("点半", "点30");

/// Days as of another one: so many behind it.
pub(crate) const DAYS_BEHIND: [(&str, i32); 10] = [
    ("当天", 0),
    ("当日", 0),
    ("同日", 0),
    ("次日", 1),
    ("第二天", 1),
    ("翌日", 1),
    ("隔天", 1),
    ("转天", 1),
    ("第三天", 2),
    ("sameday", 0),
];

/// Months as of another day's: so many behind it.
pub(crate) const MONTHS_BEHIND: [(&str, u32); 8] = [
    ("下下个月", 2),
    ("下下月", 2),
    ("下个月", 1),
    ("下月", 1),
    ("这个月", 0),
    ("本月", 0),
    ("当月", 0),
    ("", 0),
];

/// How the last day of such a month is called.
pub(crate) const MONTH_ENDS: [&str; 3] = ["底", "末", "最后一天"];
/// The same of this month alone.
pub(crate) const THIS_MONTH_ENDS: [&str; 2] = ["月底", "月末"];

/// So many months later: what stands behind the number, or in place of it, and how many months it is.
pub(crate) const MONTHS_LATER: [(&str, u32); 5] =
    [("个月后", 1), ("月后", 1), ("个季度后", 3), ("季度后", 3), ("年后", 12)];
/// See [`MONTHS_LATER`].
pub(crate) const HALF_LATER: [(&str, u32, i32); 3] = [("半个月后", 0, 15), ("半月后", 0, 15), ("半年后", 6, 0)];

/// What stands behind a day that is the last one, or the part of the day.
pub(crate) const BEHIND_DAYS: [&str; 8] = ["之前", "以前", "前", "上午", "下午", "早上", "晚上", "中午"];

/// Words for days to come of which nobody can tell which they are, as they are compared.
#[rustfmt::skip]
pub(crate) const SOME_DAY: &[&str] = &[
    "下周", "下下周", "本周", "这周", "下星期", "下礼拜", "周末", "上旬", "中旬", "下旬", "月初", "月中", "年初", "年中", "年底", "年末", "今年", "明年", "后年", "年前", "年后", "节前",
    "节后", "春节后", "春节前", "国庆后", "国庆前", "五一后", "五一前", "近期", "最近", "改天", "过几天", "过段时间", "过一阵", "有空", "随时", "nextweek", "nextmonth", "soon",
];

/// What stands where no day is set yet.
pub(crate) const UNDECIDED: [&str; 12] = [
    "待定",
    "未定",
    "不定",
    "另定",
    "另约",
    "暂未定",
    "长期",
    "永久",
    "长期有效",
    "无固定期限",
    "tbd",
    "tba",
];
