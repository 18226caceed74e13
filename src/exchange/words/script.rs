//! Headings in the other script of Chinese.

use std::sync::LazyLock;

/// The characters of headings that are written otherwise in Taiwan and Hong Kong, each before the one that our words are written in.
const TRADITIONAL: &str = "戶户稱称電电話话機机聯联絡络繫系係系區区備备註注單单號号訂订額额價价數数時时間间類类別别編编碼码產产業业務务員员負负責责態态級级動动連连國国縣县鎮镇鄉乡郵邮傳传網网職职門门購购買买賣卖銷销貨货發发開开關关歡欢約约預预談谈訪访問问題题記记錄录內内標标籤签來来總总計计幣币匯汇稅税廠厂創创資资農农陰阴陽阳曆历閏闰臘腊";

/// The same pairs in the order of the first: asked of each character of many cells.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut signs = TRADITIONAL.chars();
    let mut pairs: Vec<_> = std::iter::from_fn(|| Some((signs.next()?, signs.next()?))).collect();
    pairs.sort_unstable();
    pairs
});

/// A character of a heading as our words are written.
pub(crate) fn simplified(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let place = PAIRS.binary_search_by_key(&c, |(from, _)| *from);
    place.ok().and_then(|place| PAIRS.get(place)).map_or(c, |(_, to)| *to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_of_the_other_script_has_its_own_of_ours() {
        let signs: Vec<char> = TRADITIONAL.chars().collect();
        for pair in signs.chunks(2) {
            assert_eq!(
                pair.iter().map(|sign| simplified(*sign)).collect::<Vec<_>>(),
                [pair[1]; 2]
            );
        }
        assert_eq!("客戶編號a".chars().map(simplified).collect::<String>(), "客户编号a");
    }
}
