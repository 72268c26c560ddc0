//! Texts that a spreadsheet would run as a formula: files of refused rows have an apostrophe before them, and files
//! that are sent may have it still.

/// The text with an apostrophe before it if a spreadsheet would run it as a formula.
pub fn guarded(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the apostrophe of [`guarded`].
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

fn is_formula(text: &str) -> bool {
    let first = text.trim_start_matches([' ', '\u{feff}', '\u{3000}']).chars().next();
    first.is_some_and(|first| "=+-@\t\r\n\0＝＋－＠".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded() {
        for text in ["=1+1", " =1", "+1", "-1", "@a", "\ta", "＝1"] {
            assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
            assert_eq!(unguarded(&guarded(text)), text);
        }
        for text in ["", "a=1", "1-1", "李", "'a"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
