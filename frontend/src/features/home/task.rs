//! What the user has to do: what is overdue, and what is due today.

use chrono::NaiveDate;
use domain::access::Action;
use kit::{ButtonKind, Card, Checkbox, Empty, EmptyKind, LinkButton, format, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use wire::ListQuery;
use wire::list::Count;
use words::tr;

use crate::api::records::{self, Record, Records};
use crate::api::{Load, changes};
use crate::features::activity::ACTIVITY;
use crate::features::loaded::{Loaded, Progress};
use crate::record::cell;

/// How many of each are shown; the rest is a link.
const SHOWN: u32 = 5;

/// The card.
#[component]
pub(super) fn Tasks() -> impl IntoView {
    let today = format::today();
    let (begin, end) = (local(today, "00:00"), local(today, "23:59"));
    let overdue = format!("owner_id=me&done_at__isnull=true&due_at__lt={begin}&sort=due_at");
    let due = format!("owner_id=me&done_at__isnull=true&due_at__between={begin},{end}&sort=due_at");
    let (late, now) = (load(overdue.clone()), load(due.clone()));
    let is_free = move || {
        let none =
            |load: Load<Records>| load.with(|records| records.is_some_and(|records| records.rows.is_empty()));
        none(late) && none(now)
    };
    view! {
        <Card
            title=|| tr!(home.tasks)
            actions=|| view! { <LinkButton href=all() label=|| tr!(home.all_tasks) kind=ButtonKind::Ghost small=true /> }
        >
            <div class="home-list" data-size="small">
                <Show when=is_free>
                    <Empty kind=EmptyKind::Nothing icon=icondata_lu::LuListChecks title=|| tr!(home.no_tasks) body=|| tr!(home.no_tasks_text) />
                </Show>
                {group(late, overdue, GroupKind::Overdue)} {group(now, due, GroupKind::Today)}
            </div>
        </Card>
    }
    .into_any()
}

fn all() -> String {
    format!("{}?view=mine&owner_id=me&done_at__isnull=true&sort=due_at", ACTIVITY.list_href())
}

/// A time of the user's clock, for an address.
fn local(day: NaiveDate, time: &str) -> String {
    format::from_local_input(&format!("{day}T{time}"))
}

fn load(query: String) -> Load<Records> {
    Load::new(move || {
        changes::follow(ACTIVITY.kind);
        let query = ListQuery::parse(&query).unwrap_or_default();
        let query = ListQuery { limit: SHOWN, count: Count::Capped, ..query };
        async move { records::list(&ACTIVITY, &query).await }
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GroupKind {
    Overdue,
    Today,
}

fn group(load: Load<Records>, query: String, kind: GroupKind) -> AnyView {
    let total =
        move || load.with(|records| records.and_then(|records| records.page.total).unwrap_or_default());
    let heading = move || {
        let count = format::number(total());
        match kind {
            GroupKind::Overdue => tr!(home.overdue, count = count),
            GroupKind::Today => tr!(home.today, count = count),
        }
    };
    let href = format!("{}?{query}", ACTIVITY.list_href());
    let rows = move || load.with(|records| records.map(|records| records.rows.clone()).unwrap_or_default());
    let content = move || {
        let href = href.clone();
        view! {
            <Show when=move || { total() > 0 }>
                <h3 class="home-group" data-late=(kind == GroupKind::Overdue).then_some("")>
                    <a href=href.clone()>{heading}</a>
                </h3>
                <ul>
                    <For each=rows key=|record| (record.id(), record.version()) children=move |record| row(record, kind) />
                </ul>
            </Show>
        }
    };
    view! { <Loaded progress=Progress::of(load) children=ToChildren::to_children(content) /> }.into_any()
}

fn row(record: Record, kind: GroupKind) -> AnyView {
    let is_done = RwSignal::new(false);
    let name = cell::name_of(&ACTIVITY, &record);
    let (href, due) = (ACTIVITY.href(record.id()), record.text("due_at").unwrap_or_default().to_owned());
    let ticked = record.clone();
    let tick = Callback::new(move |on: bool| {
        if on && !is_done.get_untracked() {
            is_done.set(true);
            finish(ticked.clone(), is_done);
        }
    });
    let label = name.clone();
    let when = move || match (kind, due.parse()) {
        (GroupKind::Today, Ok(at)) => format::clock(at),
        (GroupKind::Overdue, Ok(at)) => format::relative_day(format::day_of(at)),
        (_, Err(_)) => String::new(),
    };
    let account = record.id_in("account_id").and_then(crate::api::names::of);
    view! {
        <li class="home-task" data-done=move || is_done.get().then_some("")>
            <Checkbox
                checked=is_done
                on_change=tick
                label=move || tr!(home.tick, name = label.clone())
                label_hidden=true
                disabled=Signal::derive(move || is_done.get() || !ACTIVITY.may(Action::Update))
            />
            <a class="record-link cut" href=href>{name}</a>
            <span class="home-beside cut">{account}</span>
            <span class="home-when" data-late=(kind == GroupKind::Overdue).then_some("")>{when}</span>
        </li>
    }
    .into_any()
}

/// Marks a task as done; it can be undone.
fn finish(record: Record, is_done: RwSignal<bool>) {
    let name = cell::name_of(&ACTIVITY, &record);
    spawn_local(async move {
        let now = format::now().to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        match records::update(&ACTIVITY, &record, &done_at(Value::String(now))).await {
            Ok(done) => {
                let undo = Callback::new(move |()| reopen(done.clone()));
                toast::undo(tr!(home.task_done, name = name), undo);
            }
            Err(failure) => {
                is_done.try_set(false);
                toast::failed(failure.words(), None);
            }
        }
    });
}

fn reopen(record: Record) {
    spawn_local(async move {
        if let Err(failure) = records::update(&ACTIVITY, &record, &done_at(Value::Null)).await {
            toast::failed(failure.words(), None);
        }
    });
}

fn done_at(value: Value) -> Map<String, Value> {
    Map::from_iter([("done_at".to_owned(), value)])
}
