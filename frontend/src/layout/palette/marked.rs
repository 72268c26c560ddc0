//! Texts with the words that were searched for marked in them.

use leptos::prelude::*;

/// The text, with every place where a word of `q` stands marked, in any case.
pub(super) fn marked(text: &str, q: &str) -> AnyView {
    let piece = |(piece, is_marked): (&str, bool)| match is_marked {
        true => view! { <mark>{piece.to_owned()}</mark> }.into_any(),
        false => piece.to_owned().into_any(),
    };
    pieces(text, q).into_iter().map(piece).collect_view().into_any()
}

/// The text in pieces, each with whether it is to be marked.
fn pieces<'a>(text: &'a str, q: &str) -> Vec<(&'a str, bool)> {
    let words: Vec<Vec<char>> = q.split_whitespace().map(|word| lower(word).collect()).collect();
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < text.len() {
        let Some(end) = words.iter().filter_map(|word| end_of(&text[at..], word)).max() else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.push((&text[plain..at], false));
        pieces.push((&text[at..at + end], true));
        at += end;
        plain = at;
    }
    pieces.push((&text[plain..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Where `word` ends, if the text begins with it.
fn end_of(text: &str, word: &[char]) -> Option<usize> {
    let mut left = word;
    for (at, c) in text.char_indices() {
        for c in c.to_lowercase() {
            left = left.strip_prefix(&[c])?;
        }
        if left.is_empty() {
            return Some(at + c.len_utf8());
        }
    }
    None
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn words_are_marked_wherever_they_stand() {
        assert_eq!(pieces("Siemens AG", "EMEN"), [("Si", false), ("emen", true), ("s AG", false)]);
        assert_eq!(
            pieces("深圳市华为技术", "华为 深圳"),
            [("深圳", true), ("市", false), ("华为", true), ("技术", false)]
        );
        assert_eq!(pieces("Meta metal", "meta metal"), [("Meta", true), (" ", false), ("metal", true)]);
        assert_eq!(pieces("İzmir", "izm"), [("İzmir", false)]);
        assert_eq!(pieces("", "a"), []);
    }
}
