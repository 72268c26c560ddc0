//! How wide the window is, where the layout changes more than styles can.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static IS_PHONE: ArcRwSignal<bool> = watch("(max-width: 767px)");
    static IS_NARROW: ArcRwSignal<bool> = watch("(max-width: 1023px)");
}

/// True on a phone, and in a window as narrow as one. Followed where it is read in a reactive place.
pub(crate) fn is_phone() -> bool {
    IS_PHONE.with(|signal| signal.get())
}

/// True where there is no room for two columns: on a phone, and on a tablet that is held upright. Followed where it is
/// read in a reactive place.
pub(crate) fn is_narrow() -> bool {
    IS_NARROW.with(|signal| signal.get())
}

fn watch(query: &str) -> ArcRwSignal<bool> {
    let list = window().match_media(query).ok().flatten();
    let signal = ArcRwSignal::new(list.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(list) = list {
        let (seen, target) = (list.clone(), signal.clone());
        let changed = Closure::<dyn FnMut()>::new(move || target.set(seen.matches()));
        list.set_onchange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
    signal
}
