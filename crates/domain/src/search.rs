//! What is enough to search for.

/// True for a character that says something alone, such as those of Chinese, Japanese and Korean.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// True for a text that can be searched for: it has two characters, blanks aside, or one that says something alone.
pub fn is_enough(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).count() >= 2 || text.contains(is_ideograph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_too_little_and_one_ideograph_is_not() {
        for enough in ["hp", "3m", "华", " 华 ", "ロ", "가", "a b"] {
            assert!(is_enough(enough), "{enough}");
        }
        for little in ["", "a", " a ", "  ", "\u{3000}\u{3000}", "。"] {
            assert!(!is_enough(little), "{little}");
        }
    }
}
