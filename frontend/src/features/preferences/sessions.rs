//! Where one is signed in.

use domain::Kind;
use kit::{Badge, Button, Card, Failed, Skeleton, SkeletonShape, Tone, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::auth::{Session, Sessions};
use words::tr;

use crate::api::{Load, Request, changes};

/// The card.
#[component]
pub(super) fn SessionList() -> impl IntoView {
    let sessions = Load::new(move || {
        changes::follow(Kind::Session);
        Request::get("auth/sessions").read::<Sessions>()
    });
    let body = move || match (sessions.get(), sessions.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Text /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| sessions.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(sessions), _) => {
            view! { <ul class="entries">{sessions.data.iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Card title=move || tr!(preferences.sessions)>
            <div class="preference">
                <p class="quiet">{move || tr!(preferences.sessions_text)}</p>
                {body}
            </div>
        </Card>
    }
    .into_any()
}

fn row(session: &Session) -> AnyView {
    let id = session.id;
    let used = session.last_used_at;
    let device = program(&session.device);
    let named = device.clone();
    let address = session.address.clone();
    let is_busy = RwSignal::new(false);
    let end = Callback::new(move |()| {
        is_busy.set(true);
        spawn_local(async move {
            let request = Request::delete(format!("auth/sessions/{id}")).changes(Kind::Session);
            let result = request.send().await;
            is_busy.try_set(false);
            match result {
                Ok(_) => toast::done(tr!(preferences.ended)),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    });
    let action = if session.is_current {
        view! { <Badge label=move || tr!(preferences.this_one) tone=Tone::Success dot=true /> }.into_any()
    } else {
        view! { <Button label=move || tr!(preferences.end) small=true busy=is_busy on_press=end attr:aria-description=named /> }.into_any()
    };
    view! {
        <li class="entry" data-current=session.is_current.to_string()>
            <div>
                <p class="entry-name" title=session.device.clone()>{device}</p>
                <p class="quiet">{move || tr!(preferences.last_used, time = format::relative(used), address = address.clone())}</p>
            </div>
            {action}
        </li>
    }
    .into_any()
}

/// The browser and system that a program's name for itself speaks of; other names stay as they are.
fn program(name: &str) -> String {
    let first = |list: &[(&str, &'static str)]| {
        list.iter().find(|(mark, _)| name.contains(mark)).map(|(_, word)| *word)
    };
    // Nearly all call themselves Safari, and those that are others say so as well.
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("MicroMessenger", "WeChat"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(program(chrome), "Chrome · Linux");
        assert_eq!(program(&format!("{chrome} Edg/156.0")), "Edge · Linux");
        assert_eq!(program("curl/8.0"), "curl/8.0");
    }
}
