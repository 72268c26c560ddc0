//! Cards, figures, tabs and ways.

use icondata_lu::LuEllipsis;
use leptos::prelude::*;
use words::{tr, word};

use super::Specimens;
use crate::avatar::Person;
use crate::button::IconButton;
use crate::card::{Card, Description, DescriptionList, Disclosure};
use crate::figure::{Figure, Trend};
use crate::navigation::{Breadcrumbs, Crumb, Pager};
use crate::step::{Stage, StageBar, Step, StepState, Stepper};
use crate::tabs::{Tab, TabPanel, Tabs};
use crate::tone::Tone;

/// Figures that a page begins with.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let history = vec![3.0, 4.0, 3.5, 5.0, 4.8, 6.1, 5.9, 6.4, 7.2, 6.8, 8.0, 8.4];
    let falling = vec![9.0, 8.5, 8.8, 7.9, 8.1, 7.0, 6.8, 6.9, 6.1, 6.0, 5.2, 5.4];
    view! {
        <div class="gallery-columns" data-four="">
            <Figure
                label=word!(gallery.won_month)
                value="¥123万"
                full="¥1,234,500.00"
                change=Signal::derive(|| Some((Trend::Up, tr!(gallery.more_than_before))))
                history
                href="#figures"
            />
            <Figure
                label=word!(gallery.open_deals)
                value="1,284"
                change=Signal::derive(|| Some((Trend::Down, tr!(gallery.less_than_before))))
                history=falling
            />
            <Figure
                label=word!(gallery.overdue)
                value="7"
                change=Signal::derive(|| Some((Trend::Same, tr!(gallery.as_before))))
            />
            <Figure label=word!(gallery.rate) value="31.5%" />
        </div>
    }
    .into_any()
}

/// Framed parts and tabs.
#[component]
pub(super) fn Parts() -> impl IntoView {
    let selected = RwSignal::new("all".to_owned());
    let view = RwSignal::new("mine".to_owned());
    let open = RwSignal::new(true);
    let tabs = Signal::derive(|| {
        vec![
            Tab { id: "all".into(), label: tr!(gallery.all), count: Some(1284) },
            Tab { id: "mine".into(), label: tr!(gallery.mine), count: Some(12) },
            Tab::new("none", tr!(gallery.unassigned)),
        ]
    });
    let panel = |id: &'static str, selected: RwSignal<String>| {
        view! {
            <TabPanel id selected>
                <p class="gallery-panel">{move || tr!(gallery.sentence)}</p>
            </TabPanel>
        }
    };
    view! {
        <Specimens caption=word!(gallery.tabs) stacked=true>
            <Tabs tabs selected on_select=move |id| selected.set(id) label=word!(gallery.tabs) />
            {panel("all", selected)}
            {panel("mine", selected)}
            {panel("none", selected)}
            <Tabs
                tabs
                selected=view
                on_select=move |id| view.set(id)
                href=|_: String| "#parts".to_owned()
                label=word!(gallery.views)
            />
        </Specimens>
        <div class="gallery-columns">
            <Card
                title=word!(gallery.details)
                actions=move || view! { <IconButton icon=LuEllipsis label=word!(gallery.more_actions) small=true /> }
            >
                <DescriptionList>
                    <Description term=word!(gallery.owner)>
                        <Person name="李伟" />
                    </Description>
                    <Description term=word!(gallery.amount)>"¥1,234,500.00"</Description>
                    <Description term=word!(gallery.phone) />
                </DescriptionList>
            </Card>
            <Card title=word!(gallery.notes)>
                <Disclosure label=word!(gallery.details) open>
                    <p>{move || tr!(gallery.sentence)}</p>
                </Disclosure>
                <Disclosure label=word!(gallery.more)>
                    <p>{move || tr!(gallery.sentence)}</p>
                </Disclosure>
            </Card>
        </div>
    }
    .into_any()
}

/// Where one is on a way.
#[component]
pub(super) fn Ways() -> impl IntoView {
    let step = RwSignal::new(2_usize);
    let stage = RwSignal::new("proposal".to_owned());
    let page = RwSignal::new(1_i64);
    let steps = Signal::derive(move || {
        let labels = [tr!(gallery.upload), tr!(gallery.match_columns), tr!(gallery.check), tr!(gallery.run)];
        let state = |index: usize| match index {
            1 => StepState::Failed,
            index if index < step.get() => StepState::Done,
            _ => StepState::Todo,
        };
        labels
            .into_iter()
            .enumerate()
            .map(|(index, label)| Step { label, state: state(index), is_open: index < step.get() })
            .collect::<Vec<_>>()
    });
    let stages = Signal::derive(|| {
        let stage = |id: &str, label: String| Stage { id: id.to_owned(), label, hint: None };
        vec![
            stage("contact", tr!(gallery.contact)),
            stage("needs", tr!(gallery.needs)),
            stage("proposal", tr!(gallery.proposal)),
            stage("negotiation", tr!(gallery.negotiation)),
            stage("won", tr!(gallery.won)),
        ]
    });
    let tone = move || (stage.get() == "won").then_some(Tone::Success);
    let crumbs = Signal::derive(|| {
        vec![
            Crumb { label: tr!(gallery.leads), href: Some("#parts".into()) },
            Crumb { label: tr!(gallery.mine), href: Some("#parts".into()) },
            Crumb { label: "华为技术有限公司".into(), href: None },
        ]
    });
    view! {
        <Specimens caption=word!(gallery.ways) stacked=true>
            <Breadcrumbs items=crumbs />
            <StageBar
                stages
                current=stage
                tone=Signal::derive(tone)
                on_select=move |id| stage.set(id)
            />
            <Stepper steps current=step on_select=move |index| step.set(index) />
            <Pager
                has_previous=Signal::derive(move || page.get() > 1)
                has_next=Signal::derive(move || page.get() < 3)
                on_previous=move || page.update(|page| *page -= 1)
                on_next=move || page.update(|page| *page += 1)
                text=move || tr!(gallery.page, page = page.get())
            />
        </Specimens>
    }
    .into_any()
}
