//! A new key: what it is for, how long it is good and what it allows. Then it is shown, once.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::access::Action;
use domain::{KeyScope, Kind};
use kit::{
    Banner, Button, ButtonKind, Checkbox, DateInput, Dialog, IconButton, RadioGroup, TextInput, Tone, format,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::auth::{ApiKeyInput, NewApiKey};
use words::tr;

use crate::api::{Failure, Request, session};
use crate::features::kind_words;
use crate::features::set_password::at;
use crate::state::clipboard;

/// The longest that a key is good, in days.
const LONGEST: u64 = 364;
/// How long it is good where nothing else is chosen.
const USUAL: u64 = 90;

/// A key on its way.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    day: RwSignal<String>,
    allows_all: RwSignal<bool>,
    scopes: RwSignal<BTreeSet<KeyScope>>,
    failure: RwSignal<Option<Failure>>,
    is_busy: RwSignal<bool>,
    made: RwSignal<Option<String>>,
}

/// The dialog.
#[component]
pub(super) fn KeyDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(preferences.new_key)>
            {move || open.get().then(|| content(open))}
        </Dialog>
    }
    .into_any()
}

fn content(open: RwSignal<bool>) -> AnyView {
    let form = Form {
        name: RwSignal::new(String::new()),
        day: RwSignal::new(in_days(USUAL)),
        allows_all: RwSignal::new(false),
        scopes: RwSignal::new(BTreeSet::new()),
        failure: RwSignal::new(None),
        is_busy: RwSignal::new(false),
        made: RwSignal::new(None),
    };
    let body = move || match form.made.get() {
        Some(key) => shown(key, open),
        None => fields(form, open),
    };
    view! { {body} }.into_any()
}

fn in_days(days: u64) -> String {
    let day = format::today().checked_add_days(Days::new(days));
    day.map(|day: NaiveDate| day.to_string()).unwrap_or_default()
}

impl Form {
    /// What is asked for; None until it is complete.
    fn input(self) -> Option<ApiKeyInput> {
        // It is good until the end of that day.
        let end = format::from_local_input(&format!("{}T23:59", self.day.get()));
        let scopes: Vec<KeyScope> = if self.allows_all.get() {
            vec![KeyScope::Everything]
        } else {
            self.scopes.with(|scopes| scopes.iter().copied().collect())
        };
        let name = self.name.with(|name| name.trim().to_owned());
        let is_whole = !name.is_empty() && !scopes.is_empty();
        Some(ApiKeyInput { name, scopes, expires_at: end.parse().ok()? }).filter(|_| is_whole)
    }

    fn save(self) {
        let Some(input) = untrack(|| self.input()) else { return };
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            // Without a key of its own: what answers to it is secret and is not kept.
            let request = Request::search("api-keys", &input).changes(Kind::ApiKey);
            let result = request.read::<NewApiKey>().await;
            self.is_busy.try_set(false);
            match result {
                Ok(new) => drop(self.made.try_set(Some(new.key))),
                Err(why) => drop(self.failure.try_set(Some(why))),
            }
        });
    }

    fn error(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.failure.with(|failure| at(failure.as_ref(), name)))
    }
}

fn fields(form: Form, open: RwSignal<bool>) -> AnyView {
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save();
    };
    let refused = move || {
        let why = form.failure.get()?;
        Some(view! { <Banner tone=Tone::Danger>{move || why.words()}</Banner> })
    };
    let how_much = Signal::derive(|| {
        vec![
            kit::Choice::new("some", tr!(preferences.some)).hint(tr!(preferences.some_text)),
            kit::Choice::new("all", tr!(preferences.everything)).hint(tr!(preferences.everything_text)),
        ]
    });
    view! {
        <form class="record-form" on:submit=submit>
            {refused}
            <kit::Field label=move || tr!(field.name) hint=move || tr!(preferences.key_name) error=form.error("name") required=true>
                <TextInput value=form.name on_input=Callback::new(move |text| form.name.set(text)) max_length=100 autocomplete="off" />
            </kit::Field>
            <kit::Field label=move || tr!(preferences.good_until) error=form.error("expires_at") required=true>
                <DateInput
                    value=form.day
                    on_change=Callback::new(move |day| form.day.set(day))
                    min=in_days(0)
                    max=in_days(LONGEST)
                />
            </kit::Field>
            <kit::Field label=move || tr!(preferences.scopes) error=form.error("scopes")>
                <RadioGroup
                    value=Signal::derive(move || if form.allows_all.get() { "all" } else { "some" }.to_owned())
                    on_change=Callback::new(move |value: String| form.allows_all.set(value == "all"))
                    choices=how_much
                />
            </kit::Field>
            <Show when=move || !form.allows_all.get()>{scope_table(form)}</Show>
            <div class="dialog-actions">
                <Button label=move || tr!(common.cancel) on_press=Callback::new(move |()| open.set(false)) />
                <Button
                    label=move || tr!(preferences.make_key)
                    kind=ButtonKind::Primary
                    submit=true
                    busy=form.is_busy
                    disabled=Signal::derive(move || form.input().is_none())
                />
            </div>
        </form>
    }
    .into_any()
}

/// What the key may do, of what its user may.
fn scope_table(form: Form) -> AnyView {
    let kinds =
        kind_words::all().filter(|kind| Action::ALL.iter().any(|action| session::may(*kind, *action)));
    let kinds = kinds.filter(|kind| !matches!(kind, Kind::Session | Kind::ApiKey | Kind::Export));
    let rows = kinds.map(|kind| {
        let cells = Action::ALL.iter().map(|action| view! { <td>{scope_box(form, kind, *action)}</td> });
        view! { <tr><th scope="row">{move || kind_words::many(kind)}</th> {cells.collect_view()}</tr> }
    });
    let heads = Action::ALL.iter().map(|action| {
        view! { <th scope="col">{move || crate::features::role::action_word(*action)}</th> }
    });
    view! {
        <div class="scopes">
            <table>
                <thead><tr><th scope="col">{move || tr!(role.kind)}</th> {heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn scope_box(form: Form, kind: Kind, action: Action) -> Option<AnyView> {
    if !session::may(kind, action) {
        return None;
    }
    let scope = KeyScope::Only(kind, action);
    let checked = Signal::derive(move || form.scopes.with(|scopes| scopes.contains(&scope)));
    let on_change = Callback::new(move |on: bool| {
        form.scopes.update(|scopes| {
            if on {
                scopes.insert(scope);
            } else {
                scopes.remove(&scope);
            }
        });
    });
    let label =
        move || format!("{} · {}", kind_words::many(kind), crate::features::role::action_word(action));
    Some(view! { <Checkbox checked on_change label label_hidden=true /> }.into_any())
}

/// The key itself, this one time.
fn shown(key: String, open: RwSignal<bool>) -> AnyView {
    let copied = key.clone();
    view! {
        <div class="record-form">
            <Banner tone=Tone::Warning>{move || tr!(preferences.key_once)}</Banner>
            <div class="secret-line">
                <code class="secret-text" tabindex="0" data-first-focus="">{key}</code>
                <IconButton
                    icon=icondata_lu::LuCopy
                    label=move || tr!(preferences.copy_key)
                    on_press=Callback::new(move |()| clipboard::copy(&copied))
                />
            </div>
            <div class="dialog-actions">
                <Button
                    label=move || tr!(common.done)
                    kind=ButtonKind::Primary
                    on_press=Callback::new(move |()| open.set(false))
                />
            </div>
        </div>
    }
    .into_any()
}
