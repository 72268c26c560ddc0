//! The component kit: what screens are put together from. It knows no API and no kind of record.
//!
//! A component draws and keeps the state of its own parts; what it shows is given to it as a signal, and what the
//! user wants is told by a callback. Its looks are in `frontend/styles/kit`.

#![expect(unreachable_pub, reason = "what `#[component]` writes is public, in private modules too")]

mod announce;
mod ask;
mod avatar;
mod badge;
mod banner;
mod button;
mod card;
mod checkbox;
mod chip;
mod chips_input;
mod choice;
mod combobox;
mod date_input;
mod dialog;
mod digits_input;
mod drag;
mod empty;
mod field;
mod figure;
mod file_drop;
pub mod format;
mod gallery;
mod grid;
mod icon;
mod id;
mod kbd;
mod menu;
mod money_input;
mod navigation;
mod percent_input;
mod popover;
mod progress;
mod radio;
mod select;
mod separator;
mod sheet;
pub mod shortcut;
mod skeleton;
mod step;
mod tabs;
mod text_area;
mod text_input;
pub mod toast;
mod tone;
mod tree;

pub use leptos::text_prop::TextProp;

pub use self::announce::announce;
pub use self::ask::{Asker, AskerProps, Question, ask};
pub use self::avatar::*;
pub use self::badge::*;
pub use self::banner::*;
pub use self::button::*;
pub use self::card::*;
pub use self::checkbox::*;
pub use self::chip::*;
pub use self::chips_input::*;
pub use self::choice::Choice;
pub use self::combobox::*;
pub use self::date_input::*;
pub use self::dialog::*;
pub use self::drag::*;
pub use self::empty::*;
pub use self::field::*;
pub use self::figure::*;
pub use self::file_drop::*;
pub use self::gallery::{Gallery, GalleryProps};
pub use self::grid::*;
pub use self::icon::*;
pub use self::kbd::*;
pub use self::menu::*;
pub use self::money_input::*;
pub use self::navigation::*;
pub use self::percent_input::*;
pub use self::popover::*;
pub use self::progress::*;
pub use self::radio::*;
pub use self::select::*;
pub use self::sheet::*;
pub use self::skeleton::*;
pub use self::step::*;
pub use self::tabs::*;
pub use self::text_area::*;
pub use self::text_input::*;
pub use self::toast::Toasts;
pub use self::tone::Tone;
pub use self::tree::*;
