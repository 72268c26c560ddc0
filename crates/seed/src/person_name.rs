//! Names of people, with the letters their e-mail addresses are made of.

use fastrand::Rng;

use crate::random::{chance, pick};

/// A name and its form in an e-mail address.
pub(crate) struct PersonName {
    pub(crate) full: String,
    pub(crate) mailbox: String,
}

type Word = (&'static str, &'static str);

#[rustfmt::skip]
const SURNAMES: [Word; 48] = [
    ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"),
    ("赵", "zhao"), ("黄", "huang"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"),
    ("胡", "hu"), ("朱", "zhu"), ("高", "gao"), ("林", "lin"), ("何", "he"), ("郭", "guo"),
    ("马", "ma"), ("罗", "luo"), ("梁", "liang"), ("宋", "song"), ("郑", "zheng"), ("谢", "xie"),
    ("韩", "han"), ("唐", "tang"), ("冯", "feng"), ("于", "yu"), ("董", "dong"), ("萧", "xiao"),
    ("程", "cheng"), ("曹", "cao"), ("袁", "yuan"), ("邓", "deng"), ("许", "xu"), ("傅", "fu"),
    ("沈", "shen"), ("曾", "zeng"), ("彭", "peng"), ("吕", "lv"), ("苏", "su"), ("卢", "lu"),
    ("蒋", "jiang"), ("蔡", "cai"), ("贾", "jia"), ("欧阳", "ouyang"), ("司马", "sima"), ("诸葛", "zhuge"),
];

#[rustfmt::skip]
const GIVEN: [Word; 64] = [
    ("伟", "wei"), ("芳", "fang"), ("娜", "na"), ("敏", "min"), ("静", "jing"), ("丽", "li"),
    ("强", "qiang"), ("磊", "lei"), ("军", "jun"), ("洋", "yang"), ("勇", "yong"), ("艳", "yan"),
    ("杰", "jie"), ("娟", "juan"), ("涛", "tao"), ("明", "ming"), ("超", "chao"), ("霞", "xia"),
    ("平", "ping"), ("刚", "gang"), ("婷", "ting"), ("玲", "ling"), ("浩", "hao"), ("宇", "yu"),
    ("鹏", "peng"), ("欣", "xin"), ("雪", "xue"), ("晨", "chen"), ("佳", "jia"), ("俊", "jun"),
    ("慧", "hui"), ("琳", "lin"), ("志", "zhi"), ("建", "jian"), ("文", "wen"), ("海", "hai"),
    ("晓", "xiao"), ("春", "chun"), ("红", "hong"), ("国", "guo"), ("华", "hua"), ("新", "xin"),
    ("凯", "kai"), ("嘉", "jia"), ("思", "si"), ("雨", "yu"), ("子", "zi"), ("怡", "yi"),
    ("梦", "meng"), ("诗", "shi"), ("博", "bo"), ("航", "hang"), ("睿", "rui"), ("萱", "xuan"),
    ("辰", "chen"), ("岩", "yan"), ("立", "li"), ("东", "dong"), ("峰", "feng"), ("瑶", "yao"),
    ("颖", "ying"), ("倩", "qian"), ("蕾", "lei"), ("宁", "ning"),
];

#[rustfmt::skip]
const FIRST: [&str; 56] = [
    "James", "Mary", "Robert", "Patricia", "John", "Jennifer", "Michael", "Linda", "David", "Elizabeth",
    "William", "Barbara", "Richard", "Susan", "Joseph", "Jessica", "Thomas", "Sarah", "Charles", "Karen",
    "Christopher", "Lisa", "Matthew", "Nancy", "Andrew", "Sandra", "Mark", "Ashley", "Steven", "Emily",
    "Paul", "Donna", "Kevin", "Michelle", "Brian", "Laura", "Anil", "Deepa", "Rajesh", "Meera", "Arjun",
    "Lakshmi", "Haruto", "Yui", "Takumi", "Sakura", "Wei Ling", "Jun Hao", "Siti", "Ahmad", "Lukas",
    "Hannah", "Felix", "Sophie", "Oliver", "Charlotte",
];

#[rustfmt::skip]
const LAST: [&str; 56] = [
    "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Wilson", "Anderson",
    "Taylor", "Moore", "Jackson", "Martin", "Lee", "Thompson", "White", "Harris", "Clark", "Lewis",
    "Robinson", "Walker", "Young", "Allen", "King", "Wright", "Scott", "Hill", "Green", "Baker", "Nelson",
    "Mitchell", "Campbell", "Roberts", "Tan", "Lim", "Ng", "Wong", "Goh", "Chua", "Kumar", "Sharma", "Menon",
    "Rahman", "Tanaka", "Suzuki", "Sato", "Yamamoto", "Schmidt", "Fischer", "Wagner", "Becker", "Hoffmann",
    "O'Connor", "Murphy", "Evans",
];

/// A Chinese name: common surnames oftener, given names of two characters mostly.
pub(crate) fn chinese(rng: &mut Rng) -> PersonName {
    let limit = if chance(rng, 60) { 16 } else { SURNAMES.len() };
    let surname = pick(rng, &SURNAMES[..limit]);
    let first = pick(rng, &GIVEN);
    if chance(rng, 22) {
        return PersonName {
            full: [surname.0, first.0].concat(),
            mailbox: [surname.1, ".", first.1].concat(),
        };
    }
    let second = pick(rng, &GIVEN);
    PersonName {
        full: [surname.0, first.0, second.0].concat(),
        mailbox: [surname.1, ".", first.1, second.1].concat(),
    }
}

/// A name in Latin letters.
pub(crate) fn english(rng: &mut Rng) -> PersonName {
    let first = pick(rng, &FIRST);
    let last = pick(rng, &LAST);
    let mailbox = format!("{first}.{last}").replace([' ', '\''], "").to_lowercase();
    PersonName { full: format!("{first} {last}"), mailbox }
}
