//! The Chinese of hints that are sentences. Braces in them stand for other parameters of the error.
//!
//! Other hints are names and values, which have no language, or are for programmers.

/// Hints as errors have them, in English, and their Chinese.
const HINTS: &[(&str, &str)] = &[
    ("not yes or no", "应为“是”或“否”"),
    ("not a whole number", "应为整数"),
    ("not a number such as {example}", "应为数字，例如 {example}"),
    ("not a day such as {example}", "应为日期，例如 {example}"),
    ("not a time such as {example}", "应为时间，例如 {example}"),
    ("not a decimal number such as 1234.50", "应为小数，例如 1234.50"),
    ("not an ISO 4217 currency code", "应为 ISO 4217 货币代码"),
    ("too many digits before the point", "整数位数过多"),
    ("too many digits after the point", "小数位数过多"),
    ("no such time in your zone", "您所在时区没有该时间"),
    ("it has control characters", "含有控制字符"),
    ("some characters are not of the file's encoding", "部分字符与文件编码不符"),
    ("the row has {cells} cells, the header {columns}", "该行有 {cells} 个单元格，表头有 {columns} 列"),
    ("the database refused the record", "数据库拒绝了该记录"),
    ("not in the future", "不能晚于今天"),
    ("before started_on", "早于开始日期"),
    ("the deal is open", "商机尚未关闭"),
    ("the deal is closed; reopen it first", "商机已关闭，请先重新打开"),
    ("only closing sets it", "仅在关闭商机时填写"),
    ("the deal has lines in another currency", "商机的产品明细使用其他货币"),
    ("not the sum of the lines; set amount_is_manual", "与产品明细合计不一致"),
    ("no exchange rate", "没有汇率"),
    ("no exchange rate for the product's list price", "产品标价的货币没有汇率"),
    ("the product is not sold any more", "该产品已停售"),
    ("this is the base currency", "这是本位币"),
    ("make another contact the primary one", "请先将另一位联系人设为首要联系人"),
    ("three exports are being made or kept already", "已有三个导出正在进行或保留中"),
    ("at most 1,000,000 records", "最多 1,000,000 条记录"),
    ("records of this kind belong to nobody", "此类记录没有负责人"),
];

/// The hint in Chinese, if it is a sentence that has one.
pub(super) fn in_chinese(hint: &str) -> Option<&'static str> {
    HINTS.iter().find(|(english, _)| *english == hint).map(|(_, chinese)| *chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_take_the_same_parameters() {
        let parameters = |text: &'static str| -> Vec<&str> {
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
        };
        for (english, chinese) in HINTS {
            assert!(english.is_ascii() && !chinese.is_ascii(), "{english}");
            assert_eq!(parameters(english), parameters(chinese), "{english}");
        }
    }
}
