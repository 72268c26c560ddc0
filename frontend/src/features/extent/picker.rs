//! Choosing what reports are about.

use domain::access::Action;
use domain::{Kind, Reach};
use kit::{Choice, Select};
use leptos::prelude::*;
use words::{Word, tr, word};

use super::unit::{Unit, Units};
use super::{Frame, Scope};
use crate::api::records::{self, Record};
use crate::api::{Load, changes, session};
use crate::features::sales_setup::PIPELINE;

/// The periods to choose from, the latest first.
const PERIODS: [(&str, Word); 8] = [
    ("this_month", word!(extent.this_month)),
    ("this_quarter", word!(extent.this_quarter)),
    ("this_year", word!(extent.this_year)),
    ("last_month", word!(extent.last_month)),
    ("last_quarter", word!(extent.last_quarter)),
    ("last_year", word!(extent.last_year)),
    ("last_30_days", word!(extent.last_30_days)),
    ("last_90_days", word!(extent.last_90_days)),
];

/// A period in words, as the heading of what is in it.
pub(crate) fn period_words(name: &str) -> String {
    PERIODS.iter().find(|(period, _)| *period == name).map_or_else(|| name.to_owned(), |(_, word)| word())
}

/// The period; `usual` holds where the address says nothing.
#[component]
pub(crate) fn PeriodPicker(frame: Frame, usual: &'static str) -> impl IntoView {
    let value = Signal::derive(move || frame.period(usual));
    let choices =
        Signal::derive(|| PERIODS.iter().map(|(name, word)| Choice::new(*name, word())).collect::<Vec<_>>());
    let on_change = Callback::new(move |period: String| {
        let period = if period == usual { "" } else { &period };
        frame.go(frame.extent.get_untracked().with("period", period));
    });
    view! { <Select value on_change choices label=|| tr!(extent.period) small=true /> }.into_any()
}

/// Whose deals, as far as the user sees others'; nothing for those who only see their own.
#[component]
pub(crate) fn ScopePicker(frame: Frame) -> impl IntoView {
    let value = Signal::derive(move || frame.extent.with(super::Extent::scope).to_string());
    let choices = Signal::derive(move || frame.units.with(scopes));
    let on_change = Callback::new(move |scope: String| {
        let scope = if scope == Scope::usual().to_string() { "" } else { &scope };
        frame.go(frame.extent.get_untracked().with("scope", scope));
    });
    move || {
        let is_choice = session::reach(Kind::Opportunity, Action::Read) > Reach::Own;
        is_choice.then(|| view! { <Select value on_change choices label=|| tr!(extent.scope) small=true /> })
    }
}

/// What the user may choose. Departments of the same name are told apart by their branch.
fn scopes(units: Option<&Units>) -> Vec<Choice> {
    let Some(me) = session::me() else { return Vec::new() };
    let reach = session::reach(Kind::Opportunity, Action::Read);
    let own_department = me.user.department_id.into();
    let own_branch = me.branch_id.into();
    let choice = |scope: Scope, label: String| Choice::new(scope.to_string(), label);
    let mut choices = vec![
        choice(Scope::All, tr!(extent.all)),
        choice(Scope::Mine, tr!(extent.mine)),
        choice(
            Scope::Department(own_department),
            tr!(extent.my_department, name = me.department_name.clone()),
        ),
    ];
    if reach >= Reach::Branch {
        choices.push(choice(Scope::Branch(own_branch), tr!(extent.my_branch, name = me.branch_name.clone())));
    }
    let Some(units) = units else { return choices };
    let name_of = |id| units.branches.iter().find(|unit| Some(unit.id) == id).map(|unit| unit.name.clone());
    let department = |unit: &&Unit| {
        unit.id != own_department
            && (reach >= Reach::All || reach == Reach::Branch && unit.branch == Some(own_branch))
    };
    if reach >= Reach::All {
        let others = units.branches.iter().filter(|unit| unit.id != own_branch);
        choices.extend(others.map(|unit| choice(Scope::Branch(unit.id), unit.name.clone())));
    }
    let mut departments: Vec<Choice> = units
        .departments
        .iter()
        .filter(department)
        .map(|unit| {
            let label = match name_of(unit.branch) {
                Some(branch) => format!("{branch} · {}", unit.name),
                None => unit.name.clone(),
            };
            choice(Scope::Department(unit.id), label)
        })
        .collect();
    departments.sort_by(|one, other| one.label.cmp(&other.label));
    choices.extend(departments);
    choices
}

/// The pipeline, where there are several; the one that is meant where none is named comes first.
#[component]
pub(crate) fn PipelinePicker(frame: Frame, choice: PipelineChoice) -> impl IntoView {
    let pipelines = Load::new(|| {
        changes::follow(Kind::Pipeline);
        async { records::list_all(&PIPELINE, "name").await }
    });
    let is_default = |record: &&Record| record.value("is_default").as_bool() == Some(true);
    let value = Signal::derive(move || match (frame.extent.with(super::Extent::pipeline), choice) {
        (Some(id), _) => id.to_string(),
        (None, PipelineChoice::OneOrAll) => String::new(),
        (None, PipelineChoice::One) => pipelines.with(|all| {
            all.into_iter()
                .flatten()
                .find(is_default)
                .map(|record| record.id().to_string())
                .unwrap_or_default()
        }),
    });
    let choices = Signal::derive(move || {
        let own = pipelines.with(|all| {
            let own = all.into_iter().flatten();
            let own = own
                .map(|record| Choice::new(record.id().to_string(), record.text("name").unwrap_or_default()));
            own.collect::<Vec<_>>()
        });
        let every = (choice == PipelineChoice::OneOrAll).then(|| Choice::new("", tr!(extent.all_pipelines)));
        every.into_iter().chain(own).collect::<Vec<_>>()
    });
    let on_change = Callback::new(move |id: String| {
        frame.go(frame.extent.get_untracked().with("pipeline", &id));
    });
    let are_several = Memo::new(move |_| pipelines.with(|all| all.is_some_and(|all| all.len() > 1)));
    view! {
        <Show when=move || are_several.get()>
            <Select value on_change choices label=|| tr!(extent.pipeline) small=true />
        </Show>
    }
    .into_any()
}

/// Whether a report is about one pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PipelineChoice {
    /// About one; the default one if none is named.
    One,
    /// About one, or about all if none is named.
    OneOrAll,
}
