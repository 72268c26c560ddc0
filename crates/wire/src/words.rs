//! The words of every code, in English and Chinese. `{name}` stands for a parameter.

mod hint;

use domain::language::Language;

use crate::problem::{FieldCode, FieldError, ProblemCode};

impl ProblemCode {
    /// The HTTP status that goes with the code.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed | Self::UnknownParameter | Self::InvalidCursor | Self::IdempotencyKeyRequired => {
                400
            }
            Self::Unauthenticated | Self::TokenExpired | Self::RefreshReused | Self::SignInFailed => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::NotAcceptable => 406,
            Self::Conflict | Self::Duplicate | Self::StateNotAllowed | Self::IdempotencyInProgress => 409,
            Self::VersionMismatch => 412,
            Self::PayloadTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::ValidationFailed | Self::IdempotencyKeyReused => 422,
            Self::PreconditionRequired => 428,
            Self::QuotaExceeded => 429,
            Self::Internal => 500,
            Self::DbBusy => 503,
        }
    }

    /// True if the same request may succeed later.
    pub const fn is_retryable(self) -> bool {
        matches!(self, Self::IdempotencyInProgress | Self::QuotaExceeded | Self::DbBusy)
    }

    /// The code in words.
    pub const fn words(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::Malformed => ("The request is malformed.", "请求格式不正确。"),
            Self::UnknownParameter => ("A parameter is unknown or makes no sense.", "参数未知或无效。"),
            Self::InvalidCursor => ("The cursor does not belong to this list.", "游标与此列表不符。"),
            Self::IdempotencyKeyRequired => {
                ("An Idempotency-Key header is required.", "缺少 Idempotency-Key 请求头。")
            }
            Self::Unauthenticated => ("Sign in first.", "请先登录。"),
            Self::TokenExpired => ("The access token has expired.", "访问令牌已过期。"),
            Self::RefreshReused => {
                ("The session was ended for safety. Sign in again.", "为安全起见会话已结束，请重新登录。")
            }
            Self::SignInFailed => (
                "E-mail or password is wrong, or there were too many tries.",
                "邮箱或密码错误，或尝试次数过多。",
            ),
            Self::Forbidden => ("You are not allowed to do this.", "您无权执行此操作。"),
            Self::NotFound => ("There is no such record.", "记录不存在。"),
            Self::MethodNotAllowed => ("The method is not allowed here.", "不支持该请求方法。"),
            Self::NotAcceptable => ("No acceptable form of answer.", "无法以所要求的格式响应。"),
            Self::Conflict => ("The record is in use and cannot be removed.", "记录正在使用，无法删除。"),
            Self::Duplicate => ("There is such a record already.", "已存在相同的记录。"),
            Self::StateNotAllowed => {
                ("The state of the record does not allow this.", "记录当前状态不允许此操作。")
            }
            Self::IdempotencyInProgress => {
                ("The same request is still being worked on.", "相同的请求正在处理中。")
            }
            Self::VersionMismatch => ("Somebody changed the record in the meantime.", "记录已被他人修改。"),
            Self::PayloadTooLarge => ("The request is too large.", "请求内容过大。"),
            Self::UnsupportedMediaType => ("The content type is not supported.", "不支持该内容类型。"),
            Self::ValidationFailed => ("Some fields are invalid.", "部分字段无效。"),
            Self::IdempotencyKeyReused => {
                ("The Idempotency-Key was used for another request.", "该 Idempotency-Key 已用于其他请求。")
            }
            Self::PreconditionRequired => ("An If-Match header is required.", "缺少 If-Match 请求头。"),
            Self::QuotaExceeded => ("Too many requests. Try again later.", "请求过于频繁，请稍后再试。"),
            Self::DbBusy => ("The database is busy. Try again in a moment.", "数据库繁忙，请稍后再试。"),
            Self::Internal => ("Something went wrong on the server.", "服务器内部错误。"),
        };
        pick(language, english, chinese)
    }
}

impl FieldError {
    /// What is wrong, in words.
    pub fn words(&self, language: Language) -> String {
        let (english, chinese) = match self.code {
            FieldCode::Required => ("is required", "必填"),
            FieldCode::UnknownField => ("is not a field here: {hint}", "不是此处的字段：{hint}"),
            FieldCode::UnknownParameter => ("is not a parameter here: {hint}", "不是此处的参数：{hint}"),
            FieldCode::InvalidType => ("has the wrong type: {hint}", "类型不正确：{hint}"),
            FieldCode::InvalidFormat => ("has the wrong format: {hint}", "格式不正确：{hint}"),
            FieldCode::UnknownValue => ("is not one of the values: {hint}", "不在可选值中：{hint}"),
            FieldCode::Length => {
                ("must have {min} to {max} characters or entries", "长度须为 {min} 至 {max}")
            }
            FieldCode::TooLong => ("is too long: {hint}", "过长：{hint}"),
            FieldCode::OutOfRange => ("is out of range {min} {max} {hint}", "超出范围 {min} {max} {hint}"),
            FieldCode::ScaleTooLarge => {
                ("has more decimals than the currency", "小数位数超过该货币允许的位数")
            }
            FieldCode::MoneyMustBeString => {
                ("must be written as a string, such as \"1234.50\"", "金额须写成字符串，例如 \"1234.50\"")
            }
            FieldCode::NotFound => ("names no record you can see: {hint}", "所引用的记录不存在：{hint}"),
            FieldCode::Ambiguous => ("names several records: {hint}", "对应多条记录：{hint}"),
            FieldCode::Duplicate => ("is taken already {hint}", "已被占用 {hint}"),
            FieldCode::Cycle => ("would make a circle", "会形成循环"),
            FieldCode::Immutable => ("cannot be changed any more", "不可再修改"),
            FieldCode::Inconsistent => ("does not go with another field: {hint}", "与其他字段不一致：{hint}"),
            FieldCode::TooWeak => ("is too easy to guess", "过于简单，容易被猜到"),
            FieldCode::NotAllowed => ("is not allowed: {hint}", "不允许：{hint}"),
        };
        fill(pick(language, english, chinese), self.hint(language), self)
    }

    /// The hint, in this language if it is a sentence.
    fn hint(&self, language: Language) -> &str {
        let hint = self.params.get("hint").map(String::as_str).unwrap_or_default();
        match language {
            Language::English => hint,
            Language::Chinese => hint::in_chinese(hint).unwrap_or(hint),
        }
    }
}

const fn pick(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// Puts the parameters in, also into the hint; what has none goes, with the blanks and the colon before it.
fn fill(words: &str, hint: &str, error: &FieldError) -> String {
    let others = error.params.iter().filter(|(name, _)| *name != "hint");
    let mut text = others.fold(words.replace("{hint}", hint), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    });
    for name in ["min", "max"] {
        text = text.replace(&format!("{{{name}}}"), "");
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches([':', '：']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in ProblemCode::ALL {
            assert!(code.words(Language::English).is_ascii(), "{code:?}");
            assert!(!code.words(Language::Chinese).is_ascii(), "{code:?}");
            assert!(code.status() >= 400);
        }
        for code in FieldCode::ALL {
            let error = FieldError::at("name", *code);
            assert!(error.words(Language::English).is_ascii(), "{code:?}");
            assert!(!error.words(Language::Chinese).is_ascii(), "{code:?}");
        }
    }

    #[test]
    fn parameters_fill_the_words() {
        let error = FieldError::at("name", FieldCode::Length).with("min", 1).with("max", 50);
        assert_eq!(error.words(Language::English), "must have 1 to 50 characters or entries");
        assert_eq!(
            FieldError::at("x", FieldCode::UnknownField).words(Language::English),
            "is not a field here"
        );
        let error = FieldError::at("closed_on", FieldCode::OutOfRange).with("hint", "not in the future");
        assert_eq!(error.words(Language::English), "is out of range not in the future");
    }

    #[test]
    fn hints_are_in_the_language_of_the_words() {
        let error = FieldError::at("day", FieldCode::InvalidFormat);
        let error = error.with("hint", "not a day such as {example}").with("example", "2017-03-01");
        assert_eq!(error.words(Language::English), "has the wrong format: not a day such as 2017-03-01");
        assert_eq!(error.words(Language::Chinese), "格式不正确：应为日期，例如 2017-03-01");
        let name = FieldError::at("stage_id", FieldCode::NotFound).with("hint", "Won");
        assert_eq!(name.words(Language::Chinese), "所引用的记录不存在：Won");
    }
}
