//! Searching texts: what people type as conditions that an index serves. The one place that knows how.
//!
//! A text that is there to be searched has two indexes. That of its trigrams serves three letters or digits in a
//! row, that of its pairs what is shorter: two characters, or one of Chinese, Japanese and Korean. A condition by
//! pattern is always there as well, for pairs may stand apart.

use std::collections::BTreeSet;

use domain::party::digits_of_number;
use domain::search::is_ideograph;

use super::{ColumnSql, Predicate, Value};

/// Characters of a word that may have a typing error: fewer mean too many other words, more take too long.
const MISTYPED: std::ops::RangeInclusive<usize> = 5..=20;
/// The fewest if they are ideographs.
const MISTYPED_IDEOGRAPHS: usize = 3;

/// A column to search.
#[derive(Clone, Copy)]
pub(crate) struct SearchText {
    column: ColumnSql,
    is_indexed: bool,
}

impl SearchText {
    /// A column in lower case with both indexes.
    pub(crate) fn indexed(column: ColumnSql) -> Self {
        Self { column, is_indexed: true }
    }

    /// A column of a small table, such as a name.
    pub(crate) fn plain(column: ColumnSql) -> Self {
        Self { column, is_indexed: false }
    }

    /// Every word of `text` stands somewhere, in any order and case; or the telephone number that it is.
    pub(crate) fn words(self, text: &str) -> Predicate {
        let text = text.to_lowercase();
        let words = Predicate::All(text.split_whitespace().map(|word| self.stands(&[word])).collect());
        let found = match digits_of_number(&text) {
            Some(digits) if digits != text => Predicate::Any(vec![words, self.stands(&[&digits])]),
            _ => words,
        };
        Predicate::PlannedAnew(Box::new(found))
    }

    /// `text` stands somewhere just so, in any case.
    pub(crate) fn phrase(self, text: &str) -> Predicate {
        Predicate::PlannedAnew(Box::new(self.stands(&[&text.to_lowercase()])))
    }

    /// Every word of `text` stands somewhere, long ones perhaps with a typing error; None if no word is long enough to
    /// have one. Words end at punctuation here, as those of an address do: its domain is in many others.
    pub(crate) fn mistyped(self, text: &str) -> Option<Predicate> {
        let text = text.to_lowercase();
        let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let word = |word| match may_be_mistyped(word) {
            false => self.stands(&[word]),
            true => {
                let meant = meant_by(word).into_iter().filter(|pieces| has_index(pieces));
                let stands =
                    |pieces: Vec<String>| self.stands(&pieces.iter().map(String::as_str).collect::<Vec<_>>());
                Predicate::Any(std::iter::once(self.stands(&[word])).chain(meant.map(stands)).collect())
            }
        };
        let all = Predicate::All(words().map(word).collect());
        words().any(may_be_mistyped).then(|| Predicate::PlannedAnew(Box::new(all)))
    }

    /// The pieces stand somewhere with one character between them, whichever.
    fn stands(self, pieces: &[&str]) -> Predicate {
        let pattern = pieces.iter().map(|piece| escaped(piece)).collect::<Vec<_>>().join("_");
        let pattern = Value::Text(format!("%{pattern}%"));
        if !self.is_indexed {
            return Predicate::Compare(self.column, "ILIKE", pattern);
        }
        let stands = Predicate::Compare(self.column, "LIKE", pattern);
        let pairs: Vec<String> = pieces.iter().flat_map(|piece| pairs_of(piece)).collect();
        if pairs.is_empty() || pieces.iter().any(|piece| has_trigram(piece)) {
            return stands;
        }
        stands.and(Predicate::Pairs(self.column, pairs))
    }
}

/// A text within a pattern of LIKE.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Whether the index of trigrams finds it.
fn has_trigram(piece: &str) -> bool {
    piece.split(|c: char| !c.is_alphanumeric()).any(|run| run.chars().count() >= 3)
}

/// What `search_pairs` in the database makes of it.
fn pairs_of(piece: &str) -> Vec<String> {
    let characters: Vec<char> = piece.chars().collect();
    match characters[..] {
        [one] if is_ideograph(one) => vec![one.to_string()],
        _ => {
            let pairs = characters.windows(2).filter(|pair| !pair.contains(&' '));
            pairs.map(|pair| pair.iter().collect()).collect()
        }
    }
}

/// Whether an index finds few enough of the pieces: pairs of letters are everywhere.
fn has_index(pieces: &[String]) -> bool {
    pieces.iter().any(|piece| has_trigram(piece))
        || pieces.iter().all(|piece| !piece.is_empty() && piece.chars().all(is_ideograph))
}

/// Whether a word is long enough to guess what was meant. A number is not: another one is another.
fn may_be_mistyped(word: &str) -> bool {
    let length = word.chars().count();
    let least = if word.contains(is_ideograph) { MISTYPED_IDEOGRAPHS } else { *MISTYPED.start() };
    (least..=*MISTYPED.end()).contains(&length) && word.contains(char::is_alphabetic)
}

/// What may have been meant by a word with one character that is wrong, missing or too many, or with two that are
/// swapped: each in pieces, with one unknown character between them.
fn meant_by(word: &str) -> BTreeSet<Vec<String>> {
    let characters: Vec<char> = word.chars().collect();
    let piece = |characters: &[char]| characters.iter().collect::<String>();
    let last = characters.len() - 1;
    let mut meant = BTreeSet::new();
    for at in 0..=last {
        let (before, after) = (&characters[..at], &characters[at + 1..]);
        meant.insert(vec![piece(before) + &piece(after)]);
        if at > 0 {
            meant.insert(vec![piece(before), piece(&characters[at..])]);
        }
        if at > 0 && at < last {
            meant.insert(vec![piece(before), piece(after)]);
        }
        if at < last {
            let mut swapped = characters.clone();
            swapped.swap(at, at + 1);
            meant.insert(vec![piece(&swapped)]);
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(word: &str, others: &str) -> bool {
        let stands = |pieces: &Vec<String>| match &pieces[..] {
            [whole] => others.contains(whole.as_str()),
            [before, after] => others.match_indices(before.as_str()).any(|(at, _)| {
                let mut rest = others[at + before.len()..].chars();
                rest.next().is_some() && rest.as_str().starts_with(after.as_str())
            }),
            _ => false,
        };
        may_be_mistyped(word) && meant_by(word).iter().filter(|pieces| has_index(pieces)).any(stands)
    }

    #[test]
    fn one_error_in_a_word_is_forgiven() {
        for word in ["siemnes", "simens", "siemenns", "siemans", "iemens", "xiemens", "siemenx"] {
            assert!(meant(word, "siemens"), "{word}");
        }
        for word in ["siamans", "sie", "snemeis"] {
            assert!(!meant(word, "siemens"), "{word}");
        }
        for word in ["华维技术", "华为技木", "华技术", "华为技", "深训华为技术"] {
            assert!(meant(word, "深圳华为技术"), "{word}");
        }
        assert!(!meant("13800138001", "13800138000"), "another number is another");
    }

    #[test]
    fn short_pieces_are_sought_by_pairs() {
        assert_eq!(pairs_of("华为"), ["华为"]);
        assert_eq!(pairs_of("华"), ["华"]);
        assert_eq!(pairs_of("a b-c"), ["b-", "-c"]);
        assert!(pairs_of("a").is_empty());
        assert!(has_trigram("a-1, 华为技") && !has_trigram("a-1b.华为"));
    }
}
