//! What a company is called once its legal form and its place are taken away: 上海蓝海科技有限公司, 蓝海科技（上海）股份有限公司 and
//! 蓝海科技 are one name.

use super::places;
use crate::domain::fold::folded;

/// A name taken apart, as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// What is left without legal form and place; never blank where the name is not.
    pub core: String,
    /// The places that it names, one behind the other.
    pub place: String,
    /// Whether it names a legal form: people do not.
    pub is_company: bool,
}

/// Legal forms, the longest first. 分公司 and 子公司 are none: they tell one company from another.
const FORMS: [&str; 16] = [
    "股份有限公司",
    "有限责任公司",
    "特殊普通合伙",
    "个体工商户",
    "集团公司",
    "股份公司",
    "合伙企业",
    "个人独资",
    "有限公司",
    "普通合伙",
    "有限合伙",
    "总公司",
    "集团",
    "股份",
    "公司",
    "独资",
];

/// Legal forms in Latin letters.
const LATIN_FORMS: [&str; 18] = [
    "ltd",
    "limited",
    "co",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "corp",
    "corporation",
    "company",
    "gmbh",
    "plc",
    "pte",
    "pty",
    "ag",
    "bv",
    "group",
    "holdings",
];

/// What companies do: a name of nothing else tells nobody from another, and keeps its place.
const TRADES: &str = "\
科技 技术 网络 信息 电子 电商 商务 贸易 商贸 经贸 工贸 实业 工业 机械 机电 设备 制造 电器 电气 电力 五金 建材 建筑 建设 工程 装饰 装修 材料 新材料 化工 塑料 橡胶 \
包装 印刷 纺织 服装 服饰 鞋业 食品 饮料 啤酒 酒业 茶叶 农业 医药 医疗 器械 健康 生物 药业 环保 能源 新能源 光伏 汽车 汽配 物流 运输 货运 快递 旅游 旅行社 文化 \
传媒 传播 广告 教育 培训 咨询 顾问 管理 服务 投资 资本 控股 发展 开发 房地产 地产 置业 物业 餐饮 饮食 饭店 酒店 宾馆 超市 百货 商场 商店 银行 保险 证券 基金 大学 \
学院 学校 中学 小学 幼儿园 医院 诊所 药房 软件 智能 数据 国际 进出口 供应链 企业 产业 家居 家具 玩具 玻璃 钢铁 金属 模具 仪器 光电 通信 通讯 石油 石化 煤炭 矿业 水务 \
燃气 自来水 公交 地铁 机场 港口 电视台 日报 市场 工厂";

/// Takes a name apart.
pub fn parts(name: &str) -> NameParts {
    let (bare, is_latin_form) = without_latin_form(name);
    let whole = folded(bare);
    let mut out = NameParts::default();
    let text = without_brackets(&whole, &mut out.place);
    let (text, is_form) = without_form(&text);
    out.is_company = is_latin_form || is_form;
    out.core = match text.is_empty() {
        true => folded(name).into_owned(),
        false => text,
    };
    let rest = behind_place(&out.core, &mut out.place).to_owned();
    if rest.len() < out.core.len() {
        out.core = rest;
    }
    if out.place.is_empty()
        && let Some((name, place)) = before_place(&out.core)
    {
        (out.core, out.place) = (name.to_owned(), place.to_owned());
    }
    out
}

/// A name and the place behind it, as people write down the one of several that they mean: 兰海科技上海.
fn before_place(text: &str) -> Option<(&str, &str)> {
    let at = |n: usize| Some(text.char_indices().rev().nth(n - 1)?.0);
    let split = |n: &usize| Some(text.split_at(at(*n)?));
    let known = |(name, place): &(&str, &str)| places::is_place(place) && name.chars().nth(2).is_some() && tells(name);
    (2..=4).rev().filter_map(|n| split(&n)).find(known)
}

/// The text without the legal forms in Latin letters at its end; whether there was one.
fn without_latin_form(name: &str) -> (&str, bool) {
    let (mut rest, mut is_form) = (name, false);
    loop {
        let trimmed = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '）');
        let word = trimmed.len() - trimmed.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let (before, last) = trimmed.split_at(trimmed.len() - word);
        let is_one = LATIN_FORMS.iter().any(|form| last.eq_ignore_ascii_case(form));
        if !is_one || before.chars().all(|c| !c.is_alphanumeric()) {
            return if is_form { (trimmed, true) } else { (name, false) };
        }
        (rest, is_form) = (before, true);
    }
}

/// A folded text without brackets, and without what stands in them where it is a place.
fn without_brackets(text: &str, place: &mut String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (inside, behind))) = rest
        .split_once('(')
        .and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    {
        out.push_str(before);
        match places::is_place(inside) {
            true => place.push_str(places::leading(inside).map_or(inside, |(name, _)| name)),
            false => out.push_str(inside),
        }
        rest = behind;
    }
    out.push_str(rest);
    out.retain(|c| !matches!(c, '(' | ')' | ',' | '.' | '-' | '·'));
    out
}

/// A folded text without legal forms; whether there was one.
fn without_form(text: &str) -> (String, bool) {
    let (mut out, mut rest, mut is_form) = (String::with_capacity(text.len()), text, false);
    while let Some(c) = rest.chars().next() {
        let form = FORMS.iter().find(|form| rest.starts_with(**form));
        let is_branch = out.ends_with(['分', '子']);
        match form.filter(|form| !(is_branch && **form == "公司")) {
            Some(form) => (rest, is_form) = (&rest[form.len()..], true),
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (out, is_form)
}

/// What stands behind the places at the beginning, unless that says only a trade or hardly anything.
fn behind_place<'a>(text: &'a str, place: &mut String) -> &'a str {
    let (mut rest, mut found, mut last) = (text, String::new(), "");
    loop {
        let lesser = || places::lesser(rest, !last.is_empty()).or_else(|| places::district(last, rest));
        let (name, length) = match places::leading(rest) {
            Some(known) => known,
            None => match lesser() {
                Some(length) => (&rest[..length], length),
                None => break,
            },
        };
        let behind = &rest[length..];
        if !tells(behind) {
            break;
        }
        found.push_str(name);
        (rest, last) = (behind, name);
    }
    place.insert_str(0, &found);
    rest
}

/// Whether a text tells somebody from others: two characters at least, and more than a trade.
fn tells(text: &str) -> bool {
    let mut rest = text;
    while let Some(trade) = TRADES.split_whitespace().find(|trade| rest.ends_with(trade)) {
        rest = &rest[..rest.len() - trade.len()];
    }
    rest.chars().nth(usize::from(rest.len() == text.len())).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_is_left_without_form_and_place() {
        let table = [
            ("上海蓝海科技有限公司", "蓝海科技", "上海", true),
            ("蓝海科技（上海）股份有限公司", "蓝海科技", "上海", true),
            ("上海市浦东新区蓝海科技有限责任公司", "蓝海科技", "上海浦东", true),
            ("蓝海 科技", "蓝海科技", "", false),
            ("蓝海科技上海", "蓝海科技", "上海", false),
            ("蓝海科技有限公司（苏州）", "蓝海科技", "苏州", true),
            ("老上海", "老上海", "", false),
            ("蓝海上海", "蓝海上海", "", false),
            ("宁波海曙单氏进出口有限公司", "单氏进出口", "宁波海曙", true),
            ("宁波单氏进出口公司", "单氏进出口", "宁波", true),
            // A district is one of its city alone, and no name by itself.
            ("北京海曙单氏进出口有限公司", "海曙单氏进出口", "北京", true),
            ("宁波海曙贸易有限公司", "海曙贸易", "宁波", true),
            ("江苏省苏州市蓝海科技集团", "蓝海科技", "江苏苏州", true),
            ("诸城市蓝海科技", "蓝海科技", "诸城市", false),
            ("上海蓝海有限公司", "蓝海", "上海", true),
            ("Blue Ocean Co., Ltd.", "blueocean", "", true),
            ("Blue Ocean (Shanghai) Limited", "blueocean", "shanghai", true),
            ("BLUE OCEAN", "blueocean", "", false),
            ("蓝海科技 Co.,Ltd", "蓝海科技", "", true),
            ("Cisco", "cisco", "", false),
            ("Co., Ltd.", "co", "", true),
            // A trade tells nobody: the place stays.
            ("上海科技有限公司", "上海科技", "", true),
            ("青岛啤酒股份有限公司", "青岛啤酒", "", true),
            ("中国银行股份有限公司", "中国银行", "", true),
            ("上海市市政工程", "市政工程", "上海", false),
            ("建材市场", "建材市场", "", false),
            // A branch is not its company.
            ("蓝海科技有限公司苏州分公司", "蓝海科技苏州分公司", "", true),
            ("有限公司", "有限公司", "", true),
            ("张三", "张三", "", false),
            ("", "", "", false),
        ];
        for (name, core, place, is_company) in table {
            let found = parts(name);
            let found = (&*found.core, &*found.place, found.is_company);
            assert_eq!(found, (core, place, is_company), "{name}");
        }
    }
}
