//! Where customers are: cities with what addresses and telephone numbers there look like.

use fastrand::Rng;

use crate::exchange::Currency;
use crate::random::{chance, pick, weighted};

/// A city.
pub(crate) struct Place {
    pub(crate) country: &'static str,
    pub(crate) province: &'static str,
    pub(crate) city: &'static str,
    /// The city in ASCII letters.
    pub(crate) slug: &'static str,
    pub(crate) region: &'static str,
    /// The branch that looks after it.
    pub(crate) branch: u64,
    /// Country and area code.
    dial: &'static str,
    /// Digits after the area code.
    digits: usize,
    postal: &'static str,
    weight: u32,
}

type City = (&'static str, &'static str, &'static str, &'static str, &'static str);

const fn china(
    (province, city, slug, dial, postal): City,
    region: &'static str,
    branch: u64,
    digits: usize,
    weight: u32,
) -> Place {
    Place { country: "CN", province, city, slug, region, branch, dial, digits, postal, weight }
}

const fn abroad(
    country: &'static str,
    (province, city, slug, dial, postal): City,
    region: &'static str,
    digits: usize,
    weight: u32,
) -> Place {
    Place { country, province, city, slug, region, branch: 3, dial, digits, postal, weight }
}

#[rustfmt::skip]
static CHINA: [Place; 38] = [
    china(("上海市", "上海", "shanghai", "+8621", "2000"), "华东", 0, 8, 40),
    china(("江苏省", "南京", "nanjing", "+8625", "2100"), "华东", 0, 8, 14),
    china(("江苏省", "苏州", "suzhou", "+86512", "2150"), "华东", 0, 8, 20),
    china(("江苏省", "无锡", "wuxi", "+86510", "2140"), "华东", 0, 8, 11),
    china(("江苏省", "常州", "changzhou", "+86519", "2130"), "华东", 0, 8, 6),
    china(("浙江省", "杭州", "hangzhou", "+86571", "3100"), "华东", 0, 8, 18),
    china(("浙江省", "宁波", "ningbo", "+86574", "3150"), "华东", 0, 8, 12),
    china(("浙江省", "温州", "wenzhou", "+86577", "3250"), "华东", 0, 8, 7),
    china(("安徽省", "合肥", "hefei", "+86551", "2300"), "华东", 0, 8, 9),
    china(("福建省", "福州", "fuzhou", "+86591", "3500"), "华东", 0, 8, 6),
    china(("福建省", "厦门", "xiamen", "+86592", "3610"), "华东", 0, 7, 8),
    china(("山东省", "青岛", "qingdao", "+86532", "2660"), "华东", 0, 8, 10),
    china(("山东省", "济南", "jinan", "+86531", "2500"), "华东", 0, 8, 8),
    china(("江西省", "南昌", "nanchang", "+86791", "3300"), "华东", 0, 8, 4),
    china(("湖北省", "武汉", "wuhan", "+8627", "4300"), "华中", 0, 8, 13),
    china(("湖南省", "长沙", "changsha", "+86731", "4100"), "华中", 0, 8, 9),
    china(("河南省", "郑州", "zhengzhou", "+86371", "4500"), "华中", 0, 8, 8),
    china(("北京市", "北京", "beijing", "+8610", "1000"), "华北", 1, 8, 34),
    china(("天津市", "天津", "tianjin", "+8622", "3000"), "华北", 1, 8, 11),
    china(("河北省", "石家庄", "shijiazhuang", "+86311", "0500"), "华北", 1, 8, 6),
    china(("山西省", "太原", "taiyuan", "+86351", "0300"), "华北", 1, 7, 4),
    china(("内蒙古自治区", "呼和浩特", "hohhot", "+86471", "0100"), "华北", 1, 7, 3),
    china(("辽宁省", "沈阳", "shenyang", "+8624", "1100"), "东北", 1, 8, 7),
    china(("辽宁省", "大连", "dalian", "+86411", "1160"), "东北", 1, 8, 8),
    china(("吉林省", "长春", "changchun", "+86431", "1300"), "东北", 1, 8, 5),
    china(("黑龙江省", "哈尔滨", "harbin", "+86451", "1500"), "东北", 1, 8, 4),
    china(("陕西省", "西安", "xian", "+8629", "7100"), "西北", 1, 8, 9),
    china(("甘肃省", "兰州", "lanzhou", "+86931", "7300"), "西北", 1, 7, 2),
    china(("广东省", "深圳", "shenzhen", "+86755", "5180"), "华南", 2, 8, 34),
    china(("广东省", "广州", "guangzhou", "+8620", "5100"), "华南", 2, 8, 26),
    china(("广东省", "东莞", "dongguan", "+86769", "5230"), "华南", 2, 8, 15),
    china(("广东省", "佛山", "foshan", "+86757", "5280"), "华南", 2, 8, 12),
    china(("广东省", "珠海", "zhuhai", "+86756", "5190"), "华南", 2, 7, 6),
    china(("广西壮族自治区", "南宁", "nanning", "+86771", "5300"), "华南", 2, 7, 4),
    china(("海南省", "海口", "haikou", "+86898", "5700"), "华南", 2, 8, 3),
    china(("四川省", "成都", "chengdu", "+8628", "6100"), "西南", 2, 8, 16),
    china(("重庆市", "重庆", "chongqing", "+8623", "4000"), "西南", 2, 8, 13),
    china(("云南省", "昆明", "kunming", "+86871", "6500"), "西南", 2, 8, 4),
];

#[rustfmt::skip]
static ABROAD: [Place; 14] = [
    abroad("SG", ("", "Singapore", "singapore", "+656", "0189"), "东南亚", 7, 40),
    abroad("MY", ("Selangor", "Petaling Jaya", "pj", "+603", "461"), "东南亚", 8, 12),
    abroad("MY", ("Pulau Pinang", "George Town", "penang", "+604", "102"), "东南亚", 7, 9),
    abroad("TH", ("Bangkok", "Bangkok", "bangkok", "+662", "101"), "东南亚", 7, 9),
    abroad("VN", ("", "Ho Chi Minh City", "hcmc", "+8428", "7000"), "东南亚", 8, 9),
    abroad("ID", ("DKI Jakarta", "Jakarta", "jakarta", "+6221", "101"), "东南亚", 8, 9),
    abroad("JP", ("Tokyo", "Tokyo", "tokyo", "+813", "100-00"), "日韩", 8, 14),
    abroad("JP", ("Osaka", "Osaka", "osaka", "+816", "530-00"), "日韩", 8, 8),
    abroad("DE", ("Bayern", "München", "muenchen", "+4989", "803"), "欧洲", 8, 8),
    abroad("DE", ("Baden-Württemberg", "Stuttgart", "stuttgart", "+49711", "701"), "欧洲", 7, 7),
    abroad("NL", ("Zuid-Holland", "Rotterdam", "rotterdam", "+3110", "30"), "欧洲", 7, 5),
    abroad("US", ("California", "San Jose", "sanjose", "+1408", "951"), "北美", 7, 9),
    abroad("US", ("Texas", "Austin", "austin", "+1512", "787"), "北美", 7, 6),
    abroad("US", ("Michigan", "Detroit", "detroit", "+1313", "482"), "北美", 7, 5),
];

#[rustfmt::skip]
const STREETS: [&str; 20] = [
    "人民路", "中山路", "解放大道", "建设路", "科技路", "工业园路", "创新大道", "滨江大道", "和平路", "长江路",
    "黄河路", "文化路", "高新路", "金融街", "迎宾大道", "学府路", "环城北路", "东风路", "新华路", "软件园路",
];

#[rustfmt::skip]
const FOREIGN_STREETS: [&str; 14] = [
    "Harbour Road", "Market Street", "Station Road", "Industrial Avenue", "Park Lane", "Lakeside Drive",
    "Bridge Street", "Innovation Way", "Church Street", "Mill Road", "Science Park Drive", "Orchard Crescent",
    "Victoria Street", "Garden Terrace",
];

/// A Chinese city, the big ones oftener.
pub(crate) fn in_china(rng: &mut Rng) -> &'static Place {
    let drawn = weighted(rng, CHINA.iter().map(|place| place.weight));
    CHINA.get(drawn).unwrap_or(&CHINA[0])
}

/// A city outside China.
pub(crate) fn outside_china(rng: &mut Rng) -> &'static Place {
    let drawn = weighted(rng, ABROAD.iter().map(|place| place.weight));
    ABROAD.get(drawn).unwrap_or(&ABROAD[0])
}

impl Place {
    pub(crate) fn is_foreign(&self) -> bool {
        self.country != "CN"
    }

    /// The province or state, where the country has any.
    pub(crate) fn province(&self) -> Option<&'static str> {
        Some(self.province).filter(|name| !name.is_empty())
    }

    /// A landline number in E.164.
    pub(crate) fn phone(&self, rng: &mut Rng) -> String {
        format!("{}555{:0width$}", self.dial, rng.u32(..10_u32.pow(4)), width = self.digits - 3)
    }

    /// A mobile number in E.164; in China with a prefix that no operator has been given.
    pub(crate) fn mobile(&self, rng: &mut Rng) -> String {
        match self.country {
            "CN" => format!("+8614{}{:08}", rng.u32(2..4), rng.u32(..100_000_000)),
            _ => self.phone(rng),
        }
    }

    pub(crate) fn street(&self, rng: &mut Rng) -> String {
        if self.is_foreign() {
            let street = pick(rng, &FOREIGN_STREETS);
            return format!("{} {street}", rng.u32(1..400));
        }
        let street = pick(rng, &STREETS);
        let number = rng.u32(1..2_000);
        if chance(rng, 40) {
            return format!("{street}{number}号{}室", rng.u32(2..30) * 100 + rng.u32(1..20));
        }
        format!("{street}{number}号")
    }

    pub(crate) fn postal_code(&self, rng: &mut Rng) -> String {
        format!("{}{:02}", self.postal, rng.u32(..100))
    }

    /// The currency business is done in there.
    pub(crate) fn currency(&self) -> Currency {
        match self.country {
            "CN" => Currency::Cny,
            "SG" => Currency::Sgd,
            "JP" => Currency::Jpy,
            "DE" | "NL" => Currency::Eur,
            _ => Currency::Usd,
        }
    }
}
