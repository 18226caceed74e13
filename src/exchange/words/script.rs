//! Headings in the other script of Chinese.

/// The characters of headings that are written otherwise in Taiwan and Hong Kong, each before the one that our words are written in.
const TRADITIONAL: &str = "戶户稱称電电話话機机聯联絡络繫系係系區区備备註注單单號号訂订額额價价數数時时間间類类別别編编碼码產产業业務务員员負负責责態态級级動动連连國国縣县鎮镇鄉乡郵邮傳传網网職职門门購购買买賣卖銷销貨货發发開开關关歡欢約约預预談谈訪访問问題题記记錄录內内標标籤签來来總总計计幣币匯汇稅税廠厂創创資资農农陰阴陽阳曆历閏闰臘腊";

/// A character of a heading as our words are written.
pub(crate) fn simplified(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    let mut pairs = TRADITIONAL.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return to;
        }
    }
    c
}
