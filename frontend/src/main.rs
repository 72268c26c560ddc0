//! The application in the browser: a client of the public API and nothing else.

#![expect(unreachable_pub, reason = "what `#[component]` writes is public")]

mod api;
mod app;
mod features;
mod layout;
mod pieces;
mod record;
mod screens;
mod state;

use leptos::task::spawn_local;

fn main() {
    console_error_panic_hook::set_once();
    state::look::start_language();
    leptos::mount::mount_to_body(app::App);
    spawn_local(api::session::resume());
}
