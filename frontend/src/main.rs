//! The application in the browser: a client of the public API and nothing else.

use leptos::prelude::*;
use words::tr;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(
        || view! { <h1>{move || tr!(common.save)} {tr!(common.selected, count = 3)}</h1> },
    );
}
