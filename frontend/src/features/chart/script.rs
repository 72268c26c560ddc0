//! The script that draws charts, loaded once, by the first chart.

use leptos::ev;
use leptos::prelude::*;
use leptos::tachys::html::event::EventDescriptor;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static IS_BROKEN: ArcRwSignal<bool> = load();
}

/// True if the script could not be loaded: charts are tables then. Followed. The first call loads it.
pub(super) fn is_broken() -> bool {
    IS_BROKEN.with(|broken| broken.get())
}

fn load() -> ArcRwSignal<bool> {
    let is_broken = ArcRwSignal::new(false);
    if append(&is_broken).is_none() {
        is_broken.set(true);
    }
    is_broken
}

fn append(is_broken: &ArcRwSignal<bool>) -> Option<()> {
    let meta = document().query_selector("meta[name='asset:charts']").ok()??;
    let script = document().create_element("script").ok()?;
    script.set_attribute("type", "module").ok()?;
    script.set_attribute("src", &meta.get_attribute("content")?).ok()?;
    let is_broken = is_broken.clone();
    let failed = Closure::<dyn FnMut()>::new(move || is_broken.set(true));
    script.add_event_listener_with_callback(&ev::error.name(), failed.as_ref().unchecked_ref()).ok()?;
    failed.forget();
    document().head()?.append_child(&script).ok().map(drop)
}
