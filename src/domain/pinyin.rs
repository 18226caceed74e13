//! How Han characters are read. The table stands in the part of the program that is loaded when the first Latin letter is searched for
//! ([`readings`] is reached by nothing else); `build.rs` makes it from the data of the `pinyin` crate. A character has every reading that
//! the data know, the usual one first: who searches types the one that he means.

use std::sync::OnceLock;

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/readings.bin"));

/// The readings of Han characters, without tones: `lü` for 吕.
#[derive(Debug, Default, PartialEq)]
pub struct Readings {
    /// (character, a bit for "not the usual one", syllable), in order.
    all: Vec<(char, bool, &'static str)>,
}

impl Readings {
    /// How a character is read, the usual reading first; nothing where it is no Han character or nobody knows.
    pub fn of(&self, c: char) -> impl Iterator<Item = &'static str> {
        let from = self.all.partition_point(|one| one.0 < c);
        let rest = self.all.get(from..).unwrap_or_default().iter();
        rest.take_while(move |one| one.0 == c).map(|one| one.2)
    }

    /// Only the readings that everybody knows: the usual ones and [`KNOWN`].
    pub fn common(&self) -> &'static Self {
        static COMMON: OnceLock<Readings> = OnceLock::new();
        COMMON.get_or_init(|| {
            let is_known = |c: char, reading: &str| {
                let mut known = KNOWN.split(' ').filter_map(|one| one.strip_prefix(c));
                known.any(|known| known == reading)
            };
            let common = |one: &&(char, bool, &'static str)| !one.1 || is_known(one.0, one.2);
            Self {
                all: self.all.iter().filter(common).copied().collect(),
            }
        })
    }

    /// A folded name by the usual readings of its characters: `zhangsanfeng` for 张三丰, `abckeji` for `abc科技`. Names that sound alike have
    /// one key.
    pub fn key(&self, folded: &str) -> String {
        let mut key = String::new();
        for c in folded.chars() {
            match self.of(c).next() {
                Some(reading) => key.push_str(reading),
                None => key.push(c),
            }
        }
        key
    }
}

/// Readings that are not the usual one and are known all the same: of surnames, of places, and of what companies are called.
const KNOWN: &str = "曾zeng 单shan 单chan 仇qiu 解xie 区ou 朴piao 朴pu 乐yue 查zha 盖ge 翟zhai 翟di 缪miao 覃qin 覃tan 尉yu 员yun 种chong \
重chong 行hang 厦xia 长zhang 都du 会kuai 便pian 朝chao 朝zhao 大dai 宿su 冼xian 洗xian 谌shen 召shao 秘bi 繁po 万mo 折she 盛cheng 石dan 车ju \
藏zang 传zhuan 调tiao 干gan 更geng 角jue 弹dan 弹tan 参shen 冠guan 和he 降xiang 沈shen 省xing 数shu 系xi 校jiao 校xiao 兴xing 应ying 载zai 正zheng \
六lu 蚌beng 莘shen 莘xin 浒xu 铅yan 堡pu 番pan 荥xing 荥ying 柏bai 柏bo 薄bo 绿lu 率lü 率shuai 地di 的di 了liao 还hai 还huan 没mo 卡qia 卡ka \
仔zi 仔zai 纪ji 任ren 燕yan 华hua 宁ning 贾jia 贾gu 晟sheng 晟cheng 嘉jia 钻zuan 磨mo 转zhuan 量liang 为wei 中zhong 重zhong 得de 得dei 分fen";

/// The table, unpacked once.
pub fn readings() -> &'static Readings {
    static READINGS: OnceLock<Readings> = OnceLock::new();
    READINGS.get_or_init(|| unpacked(TABLE).unwrap_or_default())
}

/// Reads what `build.rs` wrote.
fn unpacked(table: &'static [u8]) -> Option<Readings> {
    let end = table.iter().position(|byte| *byte == b'\n')?;
    let syllables = std::str::from_utf8(table.get(..end)?).ok()?;
    let mut rest = table.get(end + 1..)?.iter();
    let mut number = || {
        let mut n = 0;
        for shift in (0..).step_by(7) {
            let byte = u32::from(*rest.next()?);
            n |= (byte & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        Some(n)
    };
    let mut all = Vec::new();
    for syllable in syllables.split(' ') {
        for is_other in [false, true] {
            let mut c = 0;
            for _ in 0..number()? {
                c += number()?;
                all.push((char::from_u32(c)?, is_other, syllable));
            }
        }
    }
    all.sort_unstable();
    Some(Readings { all })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_reading_is_known_the_usual_one_first() {
        let table: [(char, &str, &[&str]); 14] = [
            ('张', "zhang", &[]),
            ('单', "dan", &["shan", "chan"]),
            ('曾', "ceng", &["zeng"]),
            ('仇', "chou", &["qiu"]),
            ('解', "jie", &["xie"]),
            ('区', "qu", &["ou"]),
            ('朴', "pu", &["piao"]),
            ('重', "zhong", &["chong"]),
            ('行', "xing", &["hang"]),
            ('厦', "sha", &["xia"]),
            ('乐', "le", &["yue", "lao"]),
            ('谌', "chen", &["shen"]),
            ('𠮷', "ji", &[]),
            ('𬭎', "hong", &[]),
        ];
        for (c, usual, others) in table {
            let all: Vec<&str> = readings().of(c).collect();
            assert_eq!(all.first(), Some(&usual), "{c}");
            assert!(others.iter().all(|other| all.contains(other)), "{c}: {all:?}");
        }
        for c in ['a', '1', '（', 'あ', '\u{1f}', '🐎'] {
            assert_eq!(readings().of(c).count(), 0, "{c}");
        }
    }

    #[test]
    fn common_readings_are_the_usual_ones_and_those_of_surnames() {
        let common = |c: char| readings().common().of(c).collect::<Vec<_>>();
        assert_eq!(common('宁'), ["ning"]);
        assert_eq!(common('曾'), ["ceng", "zeng"]);
        assert_eq!(common('解'), ["jie", "xie"]);
        assert_eq!(common('张'), ["zhang"]);
    }

    #[test]
    fn names_that_sound_alike_have_one_key() {
        let key = |name: &str| readings().key(&crate::domain::fold::folded(name));
        assert_eq!(key("张三丰"), "zhangsanfeng");
        assert_eq!(key("章叁峰"), key("张三丰"));
        assert_eq!(key("ＡＢＣ 科技（上海）"), "abckeji(shanghai)");
        assert_eq!(key("吕🐎"), "lü🐎");
    }

    #[test]
    fn a_damaged_table_is_none() {
        for table in [&b""[..], b"a", b"a\n", b"a\n\x01", b"a\n\x02\x61"] {
            assert_eq!(unpacked(table), None);
        }
    }
}
