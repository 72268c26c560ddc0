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
