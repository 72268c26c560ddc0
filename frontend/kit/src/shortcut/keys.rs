//! How a pressed key is written.

use std::fmt;

/// A key with what was held down.
pub(super) struct Pressed {
    pub(super) ctrl: bool,
    alt: bool,
    shift: bool,
    key: String,
}

impl Pressed {
    /// Nothing for a key that is only held down.
    pub(super) fn of(event: &web_sys::KeyboardEvent) -> Option<Self> {
        let key = event.key();
        if matches!(key.as_str(), "Shift" | "Control" | "Alt" | "Meta" | "Dead" | "Unidentified") {
            return None;
        }
        Some(Self {
            ctrl: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
            shift: event.shift_key(),
            key,
        })
    }
}

impl fmt::Display for Pressed {
    /// `Control+Shift+k`, `Alt+ArrowLeft`. Shift is written only where it does not make the character itself: `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_symbol = self.key.chars().count() == 1 && !self.key.chars().all(char::is_alphanumeric);
        for (held, name) in
            [(self.ctrl, "Control+"), (self.alt, "Alt+"), (self.shift && !is_symbol, "Shift+")]
        {
            if held {
                f.write_str(name)?;
            }
        }
        if self.key.chars().count() == 1 {
            f.write_str(&self.key.to_lowercase())
        } else {
            f.write_str(&self.key)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(ctrl: bool, shift: bool, key: &str) -> String {
        Pressed { ctrl, alt: false, shift, key: key.to_owned() }.to_string()
    }

    #[test]
    fn keys_are_written_as_they_are_registered() {
        assert_eq!(written(true, false, "K"), "Control+k");
        assert_eq!(written(false, true, "?"), "?");
        assert_eq!(written(false, true, "ArrowUp"), "Shift+ArrowUp");
        assert_eq!(written(true, true, "Z"), "Control+Shift+z");
    }
}
