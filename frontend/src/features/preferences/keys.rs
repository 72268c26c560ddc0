//! Keys for programs that work in one's name.

use domain::{KeyScope, Kind};
use kit::{Button, Card, Failed, IconButton, Question, Skeleton, SkeletonShape, ask, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::auth::{ApiKey, ApiKeys};
use words::tr;

use super::key_dialog::KeyDialog;
use crate::api::{Load, Request, changes};

/// The card.
#[component]
pub(super) fn KeyList() -> impl IntoView {
    let keys = Load::new(move || {
        changes::follow(Kind::ApiKey);
        Request::get("api-keys").read::<ApiKeys>()
    });
    let open = RwSignal::new(false);
    let body = move || match (keys.get(), keys.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Text /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| keys.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(keys), _) if keys.data.is_empty() => {
            view! { <p class="quiet">{move || tr!(preferences.no_keys)}</p> }.into_any()
        }
        (Some(keys), _) => {
            view! { <ul class="entries">{keys.data.iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Card title=move || tr!(preferences.keys)>
            <div class="preference">
                <p class="quiet">
                    {move || tr!(preferences.keys_text)} " "
                    <a class="link" href="/docs/" target="_blank" rel="noopener">{move || tr!(preferences.docs)}</a>
                </p>
                {body}
                <div>
                    <Button
                        label=move || tr!(preferences.new_key)
                        icon=icondata_lu::LuPlus
                        on_press=Callback::new(move |()| open.set(true))
                    />
                </div>
            </div>
        </Card>
        <KeyDialog open />
    }
    .into_any()
}

fn row(key: &ApiKey) -> AnyView {
    let (id, expires, used) = (key.id, key.expires_at, key.last_used_at);
    let name = key.name.clone();
    let delete = Callback::new(move |()| {
        let name = name.clone();
        spawn_local(async move {
            let question = Question {
                title: tr!(preferences.delete_key, name = name),
                body: tr!(preferences.delete_key_text),
                confirm_label: tr!(record.delete),
                danger: true,
            };
            if !ask(question).await {
                return;
            }
            let request = Request::delete(format!("api-keys/{id}")).changes(Kind::ApiKey);
            if let Err(failure) = request.send().await {
                toast::failed(failure.words(), None);
            }
        });
    });
    let is_over = expires < format::now();
    let until = move || {
        let day = format::day(format::day_of(expires));
        if is_over { tr!(preferences.over_since, day = day) } else { tr!(preferences.until, day = day) }
    };
    let last = move || match used {
        Some(used) => tr!(preferences.key_used, time = format::relative(used)),
        None => tr!(preferences.key_unused),
    };
    let scopes = key.scopes.clone();
    let reach = move || match scopes.as_slice() {
        [KeyScope::Everything] => tr!(preferences.everything),
        some => some.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    view! {
        <li class="entry">
            <div>
                <p class="entry-name">{key.name.clone()} <code>{key.prefix.clone()} "…"</code></p>
                <p class="quiet">{until} " · " {last}</p>
                <p class="quiet">{reach}</p>
            </div>
            <IconButton icon=icondata_lu::LuTrash2 label=move || tr!(record.delete) on_press=delete />
        </li>
    }
    .into_any()
}
