//! The browser's formatters, kept for as long as the page is open: to make one is much dearer than to use it.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static KEPT: RefCell<HashMap<String, Option<Function>>> = RefCell::default();
}

/// An option of a formatter.
#[derive(Clone, Copy)]
pub(super) enum Setting<'a> {
    Text(&'a str),
    Number(u8),
}

impl Setting<'_> {
    fn to_js(self) -> JsValue {
        match self {
            Self::Text(text) => JsValue::from_str(text),
            Self::Number(number) => JsValue::from_f64(f64::from(number)),
        }
    }

    fn key(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// What `Intl.<kind>` makes of the arguments in the language of the screen; nothing if it refuses the settings.
pub(super) fn format(kind: &str, settings: &[(&str, Setting<'_>)], arguments: &[JsValue]) -> Option<String> {
    let locale = words::language().as_str();
    let parts = settings.iter().map(|(name, setting)| format!("{name}={}", setting.key()));
    let key = parts.fold(format!("{kind} {locale}"), |key, part| key + " " + &part);
    let format = KEPT.with_borrow_mut(|kept| {
        kept.entry(key).or_insert_with(|| formatter(kind, locale, settings)).clone()
    })?;
    format.apply(&JsValue::UNDEFINED, &arguments.iter().collect::<Array>()).ok()?.as_string()
}

fn formatter(kind: &str, locale: &str, settings: &[(&str, Setting<'_>)]) -> Option<Function> {
    let options = Object::new();
    for (name, setting) in settings {
        Reflect::set(&options, &JsValue::from_str(name), &setting.to_js()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl")).ok()?;
    let class = Reflect::get(&intl, &JsValue::from_str(kind)).ok()?.dyn_into::<Function>().ok()?;
    let arguments = Array::of2(&JsValue::from_str(locale), &options);
    let made = Reflect::construct(&class, &arguments).ok()?;
    let format = Reflect::get(&made, &JsValue::from_str("format")).ok()?.dyn_into::<Function>().ok()?;
    Some(format.bind0(&made))
}
