//! Puts typed text right: what Chinese input methods write full-width becomes plain where only plain is meant.

use super::InputKind;

/// The text with full-width characters of the ASCII range, and the ideographic space and full stop, in their plain
/// form: `１３８` becomes `138`.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            '\u{3000}' => ' ',
            '。' => '.',
            other => other,
        })
        .collect()
}

/// What is committed of a typed text.
pub(super) fn tidy(kind: InputKind, typed: &str) -> String {
    match kind {
        InputKind::Text | InputKind::Search => typed.trim().to_owned(),
        InputKind::Password => typed.to_owned(),
        InputKind::Phone => half_width(typed).split_whitespace().collect(),
        InputKind::Email | InputKind::Url => half_width(typed).trim().to_owned(),
        InputKind::Number => half_width(typed).chars().filter(|c| !c.is_whitespace() && *c != ',').collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_becomes_plain() {
        assert_eq!(half_width("１３８－００１３"), "138-0013");
        assert_eq!(half_width("li＠example。com"), "li@example.com");
        assert_eq!(half_width("李伟"), "李伟");
    }

    #[test]
    fn each_kind_is_put_right_in_its_way() {
        assert_eq!(tidy(InputKind::Phone, " +86 138 ００００ "), "+861380000");
        assert_eq!(tidy(InputKind::Email, " a＠b.cn "), "a@b.cn");
        assert_eq!(tidy(InputKind::Number, "１，200.5"), "1200.5");
        assert_eq!(tidy(InputKind::Password, " ｐ "), " ｐ ");
        assert_eq!(tidy(InputKind::Text, " 华为　技术 "), "华为　技术");
    }
}
