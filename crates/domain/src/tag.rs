//! The palette of tags.

crate::macros::text_enum! {
    /// A colour of the palette.
    pub enum TagColor {
        /// Grey.
        Gray = "gray",
        /// Red.
        Red = "red",
        /// Orange.
        Orange = "orange",
        /// Yellow.
        Yellow = "yellow",
        /// Green.
        Green = "green",
        /// Teal.
        Teal = "teal",
        /// Blue.
        Blue = "blue",
        /// Purple.
        Purple = "purple",
        /// Pink.
        Pink = "pink",
    }
}
