//! Keys of the keyboard, as they are printed on it.

use leptos::prelude::*;

/// Keys, written as a shortcut is registered: `Control+k`, `g h`.
#[component]
pub fn Kbd(
    /// The keys.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    let is_mac = is_mac();
    let caps = keys.split([' ', '+']).filter(|key| !key.is_empty());
    let caps = caps.map(|key| view! { <kbd>{cap(key, is_mac)}</kbd> }).collect_view();
    view! { <span class="keys">{caps}</span> }.into_any()
}

/// Keys in a line of text, for tooltips: `Ctrl+K`.
pub(crate) fn in_words(keys: &str) -> String {
    let is_mac = is_mac();
    let step = |step: &str| step.split('+').map(|key| cap(key, is_mac)).collect::<Vec<_>>().join("+");
    keys.split(' ').map(step).collect::<Vec<_>>().join(" ")
}

/// What is printed on a key.
fn cap(key: &str, is_mac: bool) -> String {
    let printed = match key {
        "Control" | "Ctrl" if is_mac => "⌘",
        "Control" => "Ctrl",
        "Alt" if is_mac => "⌥",
        "Shift" if is_mac => "⇧",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Enter" => "↵",
        "Escape" => "Esc",
        letter if letter.chars().count() == 1 => return letter.to_uppercase(),
        name => name,
    };
    printed.to_owned()
}

fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_printed_as_the_machine_has_them() {
        assert_eq!(cap("Control", false), "Ctrl");
        assert_eq!(cap("Control", true), "⌘");
        assert_eq!(cap("k", false), "K");
        assert_eq!(cap("ArrowLeft", false), "←");
    }
}
