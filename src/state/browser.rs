//! What the browser says of itself where that matters: whose rules for stored data it follows, and whether it is one at all. Pure.

/// Marks of apps that show pages in a frame of their own, where a download often goes nowhere.
const IN_APPS: [&str; 9] = [
    "MicroMessenger",
    "wxwork",
    "DingTalk",
    "Lark/",
    "Feishu",
    "AliApp",
    "QQ/",
    "Weibo",
    "; wv)",
];

/// Whether the page is shown inside another app, by the browser's own name (`navigator.userAgent`).
pub fn is_in_app(agent: &str) -> bool {
    let is_ios = ["iPhone", "iPad", "iPod"].iter().any(|device| agent.contains(device));
    // Every browser of iOS names Safari; a frame of an app does not.
    IN_APPS.iter().any(|app| agent.contains(app)) || (is_ios && !agent.contains("Safari/"))
}

/// Whether stored data go after seven days without a visit: Safari's rule, and that of every browser on iOS.
pub fn forgets_in_a_week(agent: &str) -> bool {
    agent.contains("AppleWebKit/") && !agent.contains("Chrome/") && !agent.contains("Android")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36";
    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0";
    const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15";
    const CHROME_IOS: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0 Mobile/15E148 Safari/604.1";
    const FRAME_IOS: &str =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
    const WECHAT: &str = "Mozilla/5.0 (Linux; Android 13; M2012) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.40";
    const FRAME_ANDROID: &str = "Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36";

    #[test]
    fn pages_inside_apps_are_told_from_browsers() {
        let table = [
            (CHROME, false),
            (FIREFOX, false),
            (SAFARI, false),
            (CHROME_IOS, false),
            (FRAME_IOS, true),
            (WECHAT, true),
            (FRAME_ANDROID, true),
        ];
        for (agent, expected) in table {
            assert_eq!(is_in_app(agent), expected, "{agent}");
        }
    }

    #[test]
    fn the_rule_of_seven_days_is_safaris_and_that_of_ios() {
        let table = [
            (CHROME, false),
            (FIREFOX, false),
            (SAFARI, true),
            (CHROME_IOS, true),
            (FRAME_IOS, true),
            (WECHAT, false),
        ];
        for (agent, expected) in table {
            assert_eq!(forgets_in_a_week(agent), expected, "{agent}");
        }
    }
}
