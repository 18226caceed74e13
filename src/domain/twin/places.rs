//! Names of places as they stand in names of companies: provinces, and cities with districts.

use std::sync::LazyLock;

use hashbrown::HashSet;

/// Without 省, 市, 自治区 and the like.
const PLACES: &str = "\
中国 中华 全国 北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 \
陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 \
石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 \
呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 \
哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 \
嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 \
龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 \
洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 \
潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 \
清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 \
遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 \
临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 \
天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 海西 玉树 果洛 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 \
巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 \
浦东 张江 滨海 雄安 昆山 江阴 张家港 常熟 太仓 宜兴 义乌 慈溪 余姚 海宁 桐乡 温岭 瑞安 乐清 诸暨 晋江 石狮 南安 福清 顺德 南海 龙岗 宝安 前海 萧山 余杭 \
鄞州 吴江 即墨 胶州 龙口 寿光 滕州 邹城 浏阳 德清 丹阳 如皋 启东 靖江 兴化";

/// The districts of large cities, behind the city: in a name they stand there without 区.
const DISTRICTS: [&str; 16] = [
    "北京 东城 西城 朝阳 海淀 丰台 石景山 通州 顺义 大兴 昌平 房山 怀柔 平谷 密云 延庆 门头沟",
    "上海 黄浦 徐汇 长宁 静安 普陀 虹口 杨浦 闵行 嘉定 松江 青浦 奉贤 崇明 金山 宝山",
    "天津 和平 河西 河东 南开 红桥 东丽 西青 津南 北辰 武清 宝坻 静海 宁河 蓟州",
    "重庆 渝中 江北 渝北 南岸 沙坪坝 九龙坡 大渡口 北碚 巴南 万州 涪陵 永川 江津",
    "宁波 海曙 江北 北仑 镇海 奉化 象山 宁海",
    "杭州 西湖 上城 下城 拱墅 江干 滨江 临平 钱塘 富阳 临安 桐庐 建德 淳安",
    "南京 玄武 秦淮 建邺 鼓楼 浦口 栖霞 雨花台 江宁 六合 溧水 高淳",
    "苏州 姑苏 虎丘 吴中 相城",
    "无锡 锡山 惠山 滨湖 梁溪 新吴",
    "广州 天河 越秀 荔湾 海珠 白云 黄埔 番禺 花都 南沙 增城 从化",
    "深圳 福田 罗湖 南山 盐田 龙华 坪山 光明",
    "佛山 禅城 三水 高明",
    "成都 武侯 锦江 青羊 金牛 成华 双流 温江 郫都 新都 龙泉驿",
    "武汉 江岸 江汉 硚口 汉阳 武昌 青山 洪山 东西湖 汉南 蔡甸 江夏 黄陂 新洲",
    "西安 雁塔 碑林 莲湖 未央 灞桥 长安 新城",
    "青岛 市南 市北 崂山 李沧 城阳",
];

/// What may follow a name of a place.
const ENDS: [&str; 16] = [
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "经济技术开发区",
    "高新技术开发区",
    "开发区",
    "高新区",
    "工业园区",
    "新区",
    "地区",
    "省",
    "市",
    "县",
];

/// Places by their Latin names, as they stand in brackets.
const LATIN: [&str; 8] = [
    "china",
    "prc",
    "shanghai",
    "beijing",
    "shenzhen",
    "guangzhou",
    "hongkong",
    "hk",
];

/// The most characters that a name of a place has.
const LONGEST: usize = 4;

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| PLACES.split_whitespace().collect());

/// The first `n` characters of a text.
pub fn first(text: &str, n: usize) -> Option<&str> {
    match text.char_indices().nth(n) {
        Some((at, _)) => Some(&text[..at]),
        None => (text.chars().count() == n).then_some(text),
    }
}

/// Whether a text is a place and nothing else.
pub fn is_place(text: &str) -> bool {
    LATIN.contains(&text) || leading(text).is_some_and(|(_, length)| length == text.len())
}

/// The known place that a text begins with, and how many bytes it takes with what follows its name.
pub fn leading(text: &str) -> Option<(&str, usize)> {
    let known = |n: &usize| first(text, *n).filter(|name| KNOWN.contains(name));
    let name = (2..=LONGEST).rev().find_map(|n| known(&n))?;
    let rest = &text[name.len()..];
    let end = ENDS
        .iter()
        .find(|end| rest.starts_with(**end) && !is_word(&rest[end.len()..], end));
    Some((name, name.len() + end.map_or(0, |end| end.len())))
}

/// The bytes of a district of the city before it that a text begins with.
pub fn district(city: &str, text: &str) -> Option<usize> {
    let all = DISTRICTS
        .iter()
        .find_map(|line| line.strip_prefix(city)?.strip_prefix(' '))?;
    let own = all.split(' ').find(|name| text.starts_with(name))?;
    Some(own.len())
}

/// The bytes of a lesser place that a text begins with: 义乌市, and inside of a known place 浦东新区, too.
pub fn lesser(text: &str, is_inside: bool) -> Option<usize> {
    let ends: &[&str] = match is_inside {
        true => &["新区", "区", "县", "市", "镇", "旗"],
        false => &["市", "县", "省"],
    };
    let at = |n: usize| {
        let name = first(text, n)?;
        let rest = &text[name.len()..];
        let end = ends
            .iter()
            .find(|end| rest.starts_with(**end) && !is_word(&rest[end.len()..], end))?;
        Some(name.len() + end.len())
    };
    (2..=3).find_map(at)
}

/// 市场, 市政, 市民, 区域: there the end of a place is a word's beginning.
fn is_word(rest: &str, end: &str) -> bool {
    let next = rest.chars().next();
    match end {
        "市" => matches!(next, Some('场' | '政' | '民' | '区' | '集')),
        "区" | "地区" => next == Some('域'),
        "省" => next == Some('心'),
        _ => false,
    }
}
