//! A pipeline: its stages in their order, and what each asks of a deal.

mod order;
mod stage_card;
mod stage_form;

use domain::access::Action;
use kit::{
    Badge, Button, ButtonKind, Drag, DropColumn, Dropped, Empty, EmptyKind, Failed, LinkButton, Menu,
    MenuItem, Skeleton, SkeletonShape, Tone, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use serde_json::{Map, Value};
use uuid::Uuid;
use words::{tr, word};

use self::stage_card::StageCard;
use self::stage_form::StageDialog;
use super::sales_setup::{PIPELINE, STAGE};
use super::settings::Trail;
use crate::api::records::{self, Record};
use crate::api::{Load, changes};
use crate::record::{Details, deletion};

/// The stages of a pipeline while they are looked at: what the parts of the screen share.
#[derive(Clone, Copy)]
struct Stages {
    pipeline: Uuid,
    rows: Load<Vec<Record>>,
    /// What the dialog is open for.
    edited: RwSignal<Option<Edited>>,
    may_change: bool,
}

/// What the dialog of a stage is open for.
#[derive(Debug, Clone, PartialEq)]
enum Edited {
    New,
    Stage(Record),
}

impl Stages {
    fn positions(self) -> Vec<i64> {
        let position = |stage: &Record| stage.value("position").as_i64().unwrap_or_default();
        untrack(|| {
            self.rows.with(|rows| rows.map_or_else(Vec::new, |rows| rows.iter().map(position).collect()))
        })
    }

    /// Moves a stage to another place: at once on the screen, then on the server.
    fn move_to(self, id: &str, to: usize) {
        let rows = untrack(|| self.rows.get()).unwrap_or_default();
        let Some(from) = rows.iter().position(|stage| stage.id().to_string() == id) else { return };
        let Some(plan) = order::plan(&self.positions(), from, to) else {
            toast::failed(tr!(pipeline.no_room), None);
            return;
        };
        let planned: Vec<(Record, i64)> = plan
            .into_iter()
            .filter_map(|(place, position)| Some((rows.get(place)?.clone(), position)))
            .collect();
        self.rows.put(|rows| {
            let stage = rows.remove(from);
            rows.insert(to.min(rows.len()), stage);
        });
        spawn_local(async move {
            if let Err(failure) = order::save(&planned).await {
                toast::failed(failure.words(), None);
                changes::tell(STAGE.kind);
            }
        });
    }
}

/// The screen.
#[component]
pub(crate) fn PipelinePage(#[prop(into)] id: Signal<Uuid>) -> impl IntoView {
    let pipeline = Load::new(move || {
        changes::follow(PIPELINE.kind);
        records::get(&PIPELINE, id.get())
    });
    let body = move || {
        match (pipeline.get(), pipeline.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Form /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| pipeline.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(Some(record)), _) => page(record),
        (Some(None), _) => view! {
            <Empty kind=EmptyKind::NoMatch title=move || tr!(record.gone) body=move || tr!(record.gone_text)>
                <LinkButton href="/pipelines" label=move || tr!(record.to_list, kinds = tr!(kind.pipelines)) />
            </Empty>
        }
        .into_any(),
    }
    };
    view! { <article class="settings" data-kind="pipeline">{body}</article> }.into_any()
}

fn page(record: Record) -> AnyView {
    let name = record.text("name").unwrap_or_default().to_owned();
    let is_default = record.value("is_default") == &Value::Bool(true);
    let shown_name = name.clone();
    view! {
        <Trail through=(word!(kind.pipelines), "/pipelines") here=Signal::derive(move || shown_name.clone()) />
        <header class="page-head">
            <h1 tabindex="-1">{name}</h1>
            {is_default.then(|| view! { <Badge label=move || tr!(field.is_default) tone=Tone::Accent /> })}
            <div class="page-actions"><More record=record.clone() is_default /></div>
        </header>
        <div class="record-columns">
            <StageList pipeline=record.id() />
            <aside class="record-rail" aria-label=move || tr!(record.details)>
                <Details entity=&PIPELINE record=RwSignal::new(record) />
                <p class="quiet">{move || tr!(pipeline.default_text)}</p>
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn More(record: Record, is_default: bool) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let record = StoredValue::new(record);
    let deals = record.with_value(|record| format!("/opportunities?pipeline_id={}", record.id()));
    let make_default = move || {
        spawn_local(async move {
            let patch = Map::from_iter([("is_default".to_owned(), Value::Bool(true))]);
            if let Err(failure) = records::update(&PIPELINE, &record.get_value(), &patch).await {
                toast::failed(failure.words(), None);
            }
        });
    };
    let items = Signal::derive(move || {
        let mut items =
            vec![MenuItem::link(tr!(pipeline.deals), deals.clone()).icon(icondata_lu::LuHandshake)];
        if !is_default && PIPELINE.may(Action::Update) {
            items.push(MenuItem::new(tr!(pipeline.make_default), make_default).icon(icondata_lu::LuStar));
        }
        if PIPELINE.may(Action::Delete) {
            let gone = Callback::new(move |()| {
                navigate.with_value(|navigate| navigate("/pipelines", Default::default()));
            });
            let delete = move || deletion::delete(&PIPELINE, record.get_value(), gone);
            let item = MenuItem::new(tr!(record.delete), delete).icon(icondata_lu::LuTrash2);
            items.push(item.danger().section());
        }
        items
    });
    view! { <Menu label=move || tr!(record.more) icon=icondata_lu::LuEllipsis label_hidden=true items /> }
        .into_any()
}

#[component]
fn StageList(pipeline: Uuid) -> impl IntoView {
    let rows = Load::new(move || {
        changes::follow(STAGE.kind);
        async move {
            records::list_where(&STAGE, "pipeline_id", pipeline).await.map(|records| in_order(records.rows))
        }
    });
    let stages =
        Stages { pipeline, rows, edited: RwSignal::new(None), may_change: STAGE.may(Action::Update) };
    let drag = Drag::new(move |dropped: Dropped| stages.move_to(&dropped.card, dropped.to.index));
    let ids =
        move || rows.with(|rows| rows.map_or_else(Vec::new, |rows| rows.iter().map(Record::id).collect()));
    let count = Signal::derive(move || rows.with(|rows| rows.map_or(0, Vec::len)));
    let body = move || match (rows.with(|rows| rows.is_some()), rows.failure()) {
        (false, None) => view! { <Skeleton shape=SkeletonShape::Rows(6) /> }.into_any(),
        (false, Some(failure)) => {
            let again = Callback::new(move |()| rows.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (true, _) => view! {
            <DropColumn drag id=STAGES label=move || tr!(kind.stages) count>
                <For each=ids key=|id| *id children=move |id| view! { <StageCard stages drag id /> } />
            </DropColumn>
        }
        .into_any(),
    };
    let state = Memo::new(move |_| (rows.with(|rows| rows.is_some()), rows.failure()));
    let body = move || {
        state.with(|_| ());
        untrack(body)
    };
    let add = STAGE.may(Action::Create).then(|| {
        view! {
            <Button
                label=move || tr!(list.new, kind = tr!(kind.stage))
                icon=icondata_lu::LuPlus
                kind=ButtonKind::Primary
                on_press=Callback::new(move |()| stages.edited.set(Some(Edited::New)))
            />
        }
    });
    view! {
        <section class="pipeline-stages" aria-label=move || tr!(kind.stages)>
            <header class="pipeline-head">
                <h2>{move || tr!(kind.stages)}</h2>
                {add}
            </header>
            <p class="quiet">{move || tr!(pipeline.stages_text)}</p>
            {body}
        </section>
        <StageDialog stages />
    }
    .into_any()
}

/// The id of the one column of stages.
const STAGES: &str = "stages";

fn in_order(mut rows: Vec<Record>) -> Vec<Record> {
    rows.sort_by_key(|stage| stage.value("position").as_i64());
    rows
}
