//! The application in the browser: a client of the public API and nothing else.

mod api;
mod app;
mod features;
mod layout;
mod record;
mod state;

use leptos::prelude::*;
use leptos::task::spawn_local;

fn main() {
    console_error_panic_hook::set_once();
    state::look::start_language();
    spawn_local(api::session::resume());
    leptos::mount::mount_to_body(app::App);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
