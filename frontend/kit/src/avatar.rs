//! People, shown by name.

use icondata_lu::LuUser;
use leptos::prelude::*;
use words::tr;

use crate::icon::Icon;
use crate::tone::Tone;

/// How large an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// In a line of text: 20 px, one character.
    Small,
    /// In lists and cards: 28 px.
    #[default]
    Medium,
    /// At the head of a record: 40 px.
    Large,
}

impl AvatarSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// The initials of somebody in a colour of their own. It says nothing to screen readers: the name stands beside it.
#[component]
pub fn Avatar(
    /// The full name.
    #[prop(into)]
    name: Signal<String>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    view! {
        <span
            class="avatar"
            data-size=size.name()
            data-tone=move || name.with(|name| tone_of(name).name())
            aria-hidden="true"
        >
            {move || name.with(|name| if size == AvatarSize::Small { initial(name) } else { initials(name) })}
        </span>
    }
    .into_any()
}

/// Somebody: avatar and name. An empty name means that nobody is.
#[component]
pub fn Person(
    /// The full name; empty if there is nobody.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    move || {
        if name.with(String::is_empty) {
            view! {
                <span class="person" data-unassigned="">
                    <span class="avatar" data-size="small" aria-hidden="true">
                        <Icon icon=LuUser size=12 />
                    </span>
                    <span class="person-name">{move || tr!(kit.unassigned)}</span>
                </span>
            }
            .into_any()
        } else {
            view! {
                <span class="person">
                    <Avatar name size=AvatarSize::Small />
                    <span class="person-name">{move || name.get()}</span>
                </span>
            }
            .into_any()
        }
    }
}

/// Two characters for a name: the last two of a Chinese one, which are the given name; else the first letters of the
/// first and the last word.
fn initials(name: &str) -> String {
    let name = name.trim();
    if name.chars().next().is_some_and(is_chinese) {
        let characters = name.chars().filter(|character| !character.is_whitespace()).collect::<Vec<_>>();
        return characters[characters.len().saturating_sub(2)..].iter().collect();
    }
    let mut words = name.split_whitespace();
    let letters = [words.next(), words.next_back()].into_iter().flatten();
    letters.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// One character for a name: the last of a Chinese one, else the first.
fn initial(name: &str) -> String {
    let both = initials(name);
    let one =
        if both.chars().next().is_some_and(is_chinese) { both.chars().last() } else { both.chars().next() };
    one.into_iter().collect()
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The colour of a name: always the same one.
fn tone_of(name: &str) -> Tone {
    const TONES: [Tone; 5] = [Tone::Accent, Tone::Violet, Tone::Teal, Tone::Pink, Tone::Neutral];
    let sum = name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    TONES[sum % TONES.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_two_characters() {
        assert_eq!(initials("Ada Lovelace"), "AL");
        assert_eq!(initials("Ada King Lovelace"), "AL");
        assert_eq!(initials("ada"), "A");
        assert_eq!(initials("欧阳娜娜"), "娜娜");
        assert_eq!(initials("李伟"), "李伟");
        assert_eq!(initials("  "), "");
        assert_eq!((initial("Ada Lovelace").as_str(), initial("李伟").as_str()), ("A", "伟"));
    }

    #[test]
    fn a_name_keeps_its_colour() {
        assert_eq!(tone_of("李伟"), tone_of("李伟"));
    }
}
