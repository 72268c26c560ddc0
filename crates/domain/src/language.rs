//! The languages of screens and messages.

crate::macros::text_enum! {
    /// A language that a user may choose.
    pub enum Language {
        /// Simplified Chinese.
        Chinese = "zh-CN",
        /// English.
        English = "en",
    }
}

impl Default for Language {
    /// Where nobody has chosen: most users work in Chinese.
    fn default() -> Self {
        Self::Chinese
    }
}

impl Language {
    /// The first language of an `Accept-Language` that there is; English if there is none of them, since then
    /// a program is asking.
    pub fn accepted(header: &str) -> Self {
        let tags = header.split(',').map(|part| part.split(';').next().unwrap_or_default().trim());
        let known = |tag: &str| match tag.get(..2) {
            Some("zh") => Some(Self::Chinese),
            Some("en") => Some(Self::English),
            _ => None,
        };
        tags.filter_map(known).next().unwrap_or(Self::English)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_is_taken() {
        assert_eq!(Language::accepted("fr, zh-CN;q=0.9, en;q=0.8"), Language::Chinese);
        assert_eq!(Language::accepted("en-GB,zh"), Language::English);
        assert_eq!(Language::accepted("de"), Language::English);
        assert_eq!(Language::accepted("中文"), Language::English);
    }
}
