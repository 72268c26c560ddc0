//! The component kit: what screens are put together from. It knows no API and no kind of record.
//!
//! A component draws and keeps the state of its own parts; what it shows is given to it as a signal, and what the
//! user wants is told by a callback. Its looks are in `frontend/styles/kit`.

#![expect(unreachable_pub, reason = "what `#[component]` writes is public, in private modules too")]

mod avatar;
mod badge;
mod button;
mod checkbox;
mod chip;
mod choice;
mod combobox;
mod dialog;
mod empty;
mod field;
pub mod format;
mod grid;
mod icon;
mod id;
mod menu;
mod popover;
mod radio;
mod select;
pub mod shortcut;
mod skeleton;
mod tabs;
mod text_area;
mod text_input;
pub mod toast;
mod tone;

pub use leptos::text_prop::TextProp;

pub use self::avatar::*;
pub use self::badge::*;
pub use self::button::*;
pub use self::checkbox::*;
pub use self::chip::*;
pub use self::choice::Choice;
pub use self::combobox::*;
pub use self::dialog::*;
pub use self::empty::*;
pub use self::field::*;
pub use self::grid::*;
pub use self::icon::*;
pub use self::menu::*;
pub use self::popover::*;
pub use self::radio::*;
pub use self::select::*;
pub use self::skeleton::*;
pub use self::tabs::*;
pub use self::text_area::*;
pub use self::text_input::*;
pub use self::toast::Toasts;
pub use self::tone::Tone;
