//! What can be read from e-mail addresses as they are typed and pasted.

/// The addresses in a text, apart from what stands between them.
pub(super) fn addresses(text: &str) -> Vec<String> {
    let separators = [' ', ',', ';', '\n', '\t', '，', '；', '<', '>'];
    let words: Vec<&str> = text.split(separators).filter(|word| !word.is_empty()).collect();
    if words.len() < 2 {
        return words.into_iter().map(str::to_owned).collect();
    }
    words.into_iter().filter(|word| word.contains('@')).map(str::to_owned).collect()
}

/// A name to begin with: `wei.li@example.com` is probably Wei Li.
pub(super) fn name_from(email: &str) -> String {
    let Some((local, _)) = email.split_once('@') else { return String::new() };
    let words = local.split(['.', '_', '-']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    words.filter_map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_lists_are_taken_apart() {
        assert_eq!(
            addresses("Wei Li <wei.li@example.com>; mei@example.com"),
            ["wei.li@example.com", "mei@example.com"]
        );
        assert_eq!(addresses(" half-typed "), ["half-typed"]);
        assert!(addresses("  ").is_empty());
    }

    #[test]
    fn addresses_suggest_names() {
        assert_eq!(name_from("wei.li@example.com"), "Wei Li");
        assert_eq!(name_from("mei_tan@example.com"), "Mei Tan");
        assert_eq!(name_from("half-typed"), "");
    }
}
