//! Names of companies, with the letters their domains are made of.

use fastrand::Rng;

use crate::place::Place;
use crate::random::{pick, position};

type Word = (&'static str, &'static str);

/// A sort of business and the words that company names use for it.
pub(crate) struct Industry {
    pub(crate) name: &'static str,
    chinese: [&'static str; 4],
    english: [&'static str; 3],
    pub(crate) weight: u32,
    /// Deals won, in per cent of the average.
    pub(crate) win_rate: u32,
}

const fn industry(
    name: &'static str,
    (weight, win_rate): (u32, u32),
    chinese: [&'static str; 4],
    english: [&'static str; 3],
) -> Industry {
    Industry { name, chinese, english, weight, win_rate }
}

#[rustfmt::skip]
pub(crate) static INDUSTRIES: [Industry; 12] = [
    industry("制造业", (24, 125), ["机械制造", "精密仪器", "智能装备", "电气"], ["Precision", "Machinery", "Industrial"]),
    industry("汽车", (9, 115), ["汽车零部件", "汽车科技", "动力系统", "新能源汽车"], ["Automotive", "Motors", "Mobility"]),
    industry("电子与半导体", (12, 110), ["电子", "半导体", "光电科技", "微电子"], ["Electronics", "Semiconductor", "Photonics"]),
    industry("能源化工", (7, 95), ["新能源", "化工", "新材料", "环保科技"], ["Energy", "Chemicals", "Materials"]),
    industry("物流运输", (9, 105), ["物流", "供应链管理", "国际货运", "仓储服务"], ["Logistics", "Freight", "Supply Chain"]),
    industry("零售", (8, 85), ["商贸", "百货", "连锁超市", "电子商务"], ["Retail", "Trading", "Stores"]),
    industry("医疗健康", (8, 100), ["医疗器械", "生物科技", "制药", "健康管理"], ["Medical", "Biotech", "Health"]),
    industry("软件与信息服务", (9, 90), ["软件", "信息技术", "网络科技", "数据服务"], ["Software", "Systems", "Digital"]),
    industry("食品饮料", (6, 105), ["食品", "饮料", "乳业", "农业科技"], ["Foods", "Beverages", "Farms"]),
    industry("建筑工程", (4, 75), ["建筑工程", "建材", "装饰工程", "市政工程"], ["Construction", "Engineering", "Building Products"]),
    industry("教育", (2, 70), ["教育科技", "教育咨询", "职业培训", "文化传播"], ["Education", "Learning", "Academy"]),
    industry("公共事业", (2, 65), ["水务", "燃气", "公共交通", "环境服务"], ["Utilities", "Transit", "Water"]),
];

#[rustfmt::skip]
const HEADS: [Word; 64] = [
    ("华", "hua"), ("中", "zhong"), ("天", "tian"), ("金", "jin"), ("宏", "hong"), ("鑫", "xin"),
    ("瑞", "rui"), ("恒", "heng"), ("博", "bo"), ("嘉", "jia"), ("盛", "sheng"), ("德", "de"),
    ("东", "dong"), ("海", "hai"), ("江", "jiang"), ("云", "yun"), ("星", "xing"), ("启", "qi"),
    ("凯", "kai"), ("安", "an"), ("泰", "tai"), ("永", "yong"), ("荣", "rong"), ("福", "fu"),
    ("立", "li"), ("卓", "zhuo"), ("汇", "hui"), ("远", "yuan"), ("新", "xin"), ("正", "zheng"),
    ("科", "ke"), ("优", "you"), ("品", "pin"), ("智", "zhi"), ("慧", "hui"), ("创", "chuang"),
    ("联", "lian"), ("融", "rong"), ("信", "xin"), ("诚", "cheng"), ("明", "ming"), ("光", "guang"),
    ("银", "yin"), ("龙", "long"), ("凤", "feng"), ("虹", "hong"), ("飞", "fei"), ("翔", "xiang"),
    ("锐", "rui"), ("锦", "jin"), ("绿", "lv"), ("青", "qing"), ("蓝", "lan"), ("紫", "zi"),
    ("晨", "chen"), ("晟", "sheng"), ("元", "yuan"), ("亿", "yi"), ("万", "wan"), ("百", "bai"),
    ("三", "san"), ("九", "jiu"), ("北", "bei"), ("南", "nan"),
];

#[rustfmt::skip]
const TAILS: [Word; 64] = [
    ("达", "da"), ("通", "tong"), ("宇", "yu"), ("邦", "bang"), ("隆", "long"), ("兴", "xing"),
    ("源", "yuan"), ("润", "run"), ("丰", "feng"), ("茂", "mao"), ("越", "yue"), ("腾", "teng"),
    ("辉", "hui"), ("耀", "yao"), ("利", "li"), ("和", "he"), ("祥", "xiang"), ("昌", "chang"),
    ("康", "kang"), ("健", "jian"), ("力", "li"), ("威", "wei"), ("特", "te"), ("尔", "er"),
    ("思", "si"), ("维", "wei"), ("图", "tu"), ("景", "jing"), ("程", "cheng"), ("航", "hang"),
    ("帆", "fan"), ("舟", "zhou"), ("桥", "qiao"), ("港", "gang"), ("峰", "feng"), ("岭", "ling"),
    ("川", "chuan"), ("泉", "quan"), ("波", "bo"), ("涛", "tao"), ("林", "lin"), ("森", "sen"),
    ("木", "mu"), ("禾", "he"), ("谷", "gu"), ("田", "tian"), ("宝", "bao"), ("珠", "zhu"),
    ("玉", "yu"), ("石", "shi"), ("钢", "gang"), ("铭", "ming"), ("鼎", "ding"), ("钧", "jun"),
    ("衡", "heng"), ("度", "du"), ("方", "fang"), ("圆", "yuan"), ("成", "cheng"), ("功", "gong"),
    ("胜", "sheng"), ("捷", "jie"), ("驰", "chi"), ("骏", "jun"),
];

#[rustfmt::skip]
const ENGLISH: [&str; 64] = [
    "Meridian", "Northgate", "Harbourline", "Silverpeak", "Bluewater", "Summit", "Redwood", "Ironbridge",
    "Clearview", "Evergreen", "Pacific Crest", "Stonefield", "Brightwell", "Oakhurst", "Kingsway", "Lakemont",
    "Ashford", "Westbrook", "Crestline", "Highland", "Marlowe", "Sterling", "Falcon", "Aurora", "Beacon",
    "Cascade", "Dunmore", "Eastport", "Fairmont", "Granite", "Hollis", "Juniper", "Keystone", "Lantern",
    "Monarch", "Nordic", "Orchid", "Pinnacle", "Quayside", "Ridgeway", "Sapphire", "Trident", "Union", "Vantage",
    "Wexford", "Yarrow", "Zenith", "Archer", "Bayview", "Corbel", "Delta", "Elmwood", "Fjord", "Glenmore",
    "Hanover", "Indigo", "Jasper", "Kestrel", "Linden", "Mosaic", "Nimbus", "Opal", "Polaris", "Raffles",
];

#[rustfmt::skip]
const PARTNERS: [&str; 48] = [
    "", "", "", "", "", "", "", "", "& Sons", "& Partners", "Group", "Pacific", "Asia", "Global", "International",
    "United", "First", "Allied", "Coastal", "Continental", "Central", "Prime", "Premier", "Royal", "Metro",
    "Modern", "National", "Standard", "General", "Atlas", "Apex", "Orient", "Straits", "Lion", "Eagle", "Star",
    "Trans", "Tri", "Neo", "Omni", "Alpha", "Beta", "Gamma", "Sigma", "Quantum", "Vector", "Vertex", "Origin",
];

/// What the name of a company is made of.
pub(crate) struct Brand {
    pub(crate) name: String,
    /// The brand in ASCII letters.
    pub(crate) slug: String,
}

/// Brand of account `number`. Numbers are spread over all pairs of words before any pair returns;
/// then a number tells the domains apart.
pub(crate) fn brand(number: u64, is_foreign: bool) -> Brand {
    let (pairs, width) = if is_foreign { (64 * 48, 64) } else { (64 * 64, 64) };
    let place = (number % pairs) * 1_777 % pairs;
    let (low, high) = (position(place % width), position(place / width));
    let mut brand = if is_foreign {
        let partner = PARTNERS[high % PARTNERS.len()];
        let name = format!("{} {partner}", ENGLISH[low % ENGLISH.len()]).trim().to_owned();
        let mut slug = name.to_lowercase().replace([' ', '&'], "");
        if partner.is_empty() && high > 0 {
            slug = format!("{slug}-{high}");
        }
        Brand { name, slug }
    } else {
        let (head, tail) = (HEADS[low % HEADS.len()], TAILS[high % TAILS.len()]);
        Brand { name: [head.0, tail.0].concat(), slug: [head.1, tail.1].concat() }
    };
    if number >= pairs {
        brand.slug = format!("{}{}", brand.slug, number / pairs);
    }
    brand
}

/// Name of a company on its own.
pub(crate) fn single(brand: &Brand, place: &Place, industry: &Industry, rng: &mut Rng) -> String {
    if place.is_foreign() {
        let word = pick(rng, &industry.english);
        return format!("{} {word} {}", brand.name, legal_form(place));
    }
    let word = pick(rng, &industry.chinese);
    let form = pick(rng, &["有限公司", "有限公司", "有限责任公司", "股份有限公司"]);
    [place.city, brand.name.as_str(), word, form].concat()
}

/// Name of the head of a group.
pub(crate) fn group(brand: &Brand, place: &Place) -> String {
    if place.is_foreign() {
        return format!("{} Holdings {}", brand.name, legal_form(place));
    }
    [&brand.name, "集团股份有限公司"].concat()
}

/// Name of a subsidiary of the group with `brand`.
pub(crate) fn subsidiary(brand: &Brand, place: &Place, industry: &Industry, rng: &mut Rng) -> String {
    if place.is_foreign() {
        let word = pick(rng, &industry.english);
        return format!("{} {word} ({}) {}", brand.name, place.city, legal_form(place));
    }
    let word = pick(rng, &industry.chinese);
    [brand.name.as_str(), word, "（", place.city, "）有限公司"].concat()
}

fn legal_form(place: &Place) -> &'static str {
    match place.country {
        "SG" => "Pte. Ltd.",
        "MY" => "Sdn. Bhd.",
        "TH" => "Co., Ltd.",
        "VN" => "JSC",
        "ID" => "Tbk",
        "JP" => "K.K.",
        "DE" => "GmbH",
        "NL" => "B.V.",
        _ => "Inc.",
    }
}
