//! The products in a deal: a table in which quantity, price and discount are typed, and whose amounts are the server's.

mod add;

use std::sync::Arc;

use domain::Kind;
use domain::access::Action;
use domain::opportunity::Outcome;
use kit::{
    Button, Failed, IconButton, InputKind, MoneyInput, PercentInput, Skeleton, SkeletonShape, TextInput,
    toast,
};
use leptos::prelude::*;
use serde_json::{Map, Value};
use uuid::Uuid;
use words::{tr, word};

use self::add::AddLine;
use super::step::outcome_of;
use super::{OPPORTUNITY, OPPORTUNITY_LINE};
use crate::api::records::{self, Record, Records};
use crate::api::{Failure, Load, changes};
use crate::record::{cell, conflict, related};

/// The tab of the deal's page.
pub(super) fn panel(deal: Signal<Record>) -> AnyView {
    let id = deal.with_untracked(Record::id);
    let lines = Load::new(move || {
        changes::follow(Kind::OpportunityLine);
        records::list_where(&OPPORTUNITY_LINE, "opportunity_id", id)
    });
    let is_open = Memo::new(move |_| deal.with(outcome_of) == Outcome::Open);
    let can = move |action: Action| is_open.get() && OPPORTUNITY_LINE.may(action);
    let rows = move || {
        lines.with(|lines| lines.map_or_else(Vec::new, |lines| lines.rows.iter().map(Record::id).collect()))
    };
    let may_update = Memo::new(move |_| can(Action::Update));
    let may_delete = Memo::new(move |_| can(Action::Delete));
    let may_add = Memo::new(move |_| can(Action::Create));
    let is_there = Memo::new(move |_| lines.with(|lines| lines.is_some()));
    let is_empty = move || lines.with(|lines| lines.is_some_and(|lines| lines.rows.is_empty()));
    let body = move || {
        match (is_there.get(), lines.failure()) {
        (false, None) => view! { <Skeleton shape=SkeletonShape::Rows(3) /> }.into_any(),
        (false, Some(failure)) => {
            let again = Callback::new(move |()| lines.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (true, _) => view! {
            <div class="deal-table-scroll">
                <table class="deal-table" data-lines="">
                    <thead>
                        <tr>
                            <th scope="col">{move || tr!(field.product)}</th>
                            <th scope="col" class="number">{move || tr!(field.quantity)}</th>
                            <th scope="col" class="number">{move || tr!(field.unit_price)}</th>
                            <th scope="col" class="number">{move || tr!(field.discount)}</th>
                            <th scope="col" class="number">{move || tr!(field.total)}</th>
                            <th scope="col"><span class="visually-hidden">{move || tr!(deal.line_actions)}</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=rows
                            key=|id| *id
                            children=move |id| view! { <Line lines id may_update may_delete /> }
                        />
                        <Show when=is_empty>
                            <tr><td colspan="6" class="quiet">{move || tr!(deal.no_lines)}</td></tr>
                        </Show>
                    </tbody>
                    {move || (!is_empty()).then(|| total(deal, is_open))}
                </table>
            </div>
            <Show when=move || may_add.get()>
                <AddLine deal />
            </Show>
        }
        .into_any(),
    }
    };
    view! { <section class="deal-lines" aria-label=move || tr!(kind.products)>{body}</section> }.into_any()
}

/// What the deal is worth: the sum of its products, or an amount that was given by hand.
fn total(deal: Signal<Record>, is_open: Memo<bool>) -> AnyView {
    let is_manual =
        Memo::new(move |_| deal.with(|deal| deal.value("amount_is_manual") == &Value::Bool(true)));
    let label = move || if is_manual.get() { tr!(deal.manual_amount) } else { tr!(deal.sum) };
    let amount = move || {
        deal.with(|deal| {
            OPPORTUNITY.field("amount").map(|field| cell::value(&OPPORTUNITY, field, deal, cell::Place::Page))
        })
    };
    let sum_up = move || {
        let patch = Map::from_iter([("amount_is_manual".to_owned(), Value::Bool(false))]);
        conflict::save(&OPPORTUNITY, deal.get_untracked(), patch, Arc::new(told));
    };
    view! {
        <tfoot>
            <tr>
                <th scope="row" colspan="4">
                    {label}
                    <Show when=move || is_manual.get() && is_open.get() && OPPORTUNITY.may(Action::Update)>
                        <Button label=|| tr!(deal.use_sum) small=true on_press=sum_up />
                    </Show>
                </th>
                <td class="number">{amount}</td>
                <td></td>
            </tr>
        </tfoot>
    }
    .into_any()
}

/// Says what went wrong with a change, if something did. The deal's amount follows its lines.
fn told(result: Result<Record, Failure>) {
    match result {
        Ok(_) => changes::tell(Kind::Opportunity),
        Err(failure) => {
            toast::failed(failure.words(), None);
            // The cells show again what the server has.
            changes::tell(Kind::OpportunityLine);
        }
    }
}

/// A line. It stays while the server changes it, so that the focus does.
#[component]
fn Line(lines: Load<Records>, id: Uuid, may_update: Memo<bool>, may_delete: Memo<bool>) -> impl IntoView {
    let line = Memo::new(move |_| {
        let found = |lines: &Records| lines.rows.iter().find(|line| line.id() == id).cloned();
        lines.with(|lines| lines.and_then(found)).unwrap_or_default()
    });
    let text = move |name: &'static str| {
        Signal::derive(move || line.with(|line| line.text(name).unwrap_or_default().to_owned()))
    };
    let name = Signal::derive(move || line.with(|line| cell::name_of(&OPPORTUNITY_LINE, line)));
    let put = move |field: &'static str| {
        Callback::new(move |value: String| {
            let value = value.trim().to_owned();
            let line = line.get_untracked();
            if value.is_empty() || Some(value.as_str()) == line.text(field) {
                return;
            }
            let patch = Map::from_iter([(field.to_owned(), value.into())]);
            conflict::save(&OPPORTUNITY_LINE, line, patch, Arc::new(told));
        })
    };
    let shown = move |name: &'static str| {
        move || {
            line.with(|line| {
                let field = OPPORTUNITY_LINE.field(name)?;
                Some(cell::value(&OPPORTUNITY_LINE, field, line, cell::Place::Page))
            })
        }
    };
    let labelled = move |field: words::Word| move || format!("{} · {}", field(), name.get());
    let cells = move || {
        if !may_update.get() {
            return view! {
                <td class="number">{shown("quantity")}</td>
                <td class="number">{shown("unit_price")}</td>
                <td class="number">{shown("discount")}</td>
            }
            .into_any();
        }
        view! {
            <td class="number">
                <Quantity
                    value=text("quantity")
                    on_change=put("quantity")
                    label=labelled(word!(field.quantity))
                />
            </td>
            <td class="number">
                <MoneyInput
                    value=text("unit_price")
                    on_change=put("unit_price")
                    currency=text("currency")
                    label=labelled(word!(field.unit_price))
                />
            </td>
            <td class="number">
                <PercentInput
                    value=text("discount")
                    on_change=put("discount")
                    label=labelled(word!(field.discount))
                />
            </td>
        }
        .into_any()
    };
    let remover = move || {
        may_delete.get().then(|| {
            let remove =
                move || related::remove(&OPPORTUNITY_LINE, line.get_untracked(), &[Kind::Opportunity]);
            view! {
                <IconButton
                    icon=icondata_lu::LuX
                    label=move || tr!(kit.remove, name = name.get())
                    small=true
                    on_press=remove
                />
            }
        })
    };
    view! {
        <tr>
            <th scope="row">{shown("product_id")}</th>
            {cells}
            <td class="number" data-total="">{shown("amount")}</td>
            <td>{remover}</td>
        </tr>
    }
    .into_any()
}

/// A quantity, told when the input is left and by Enter.
#[component]
fn Quantity(
    value: Signal<String>,
    on_change: Callback<String>,
    #[prop(into)] label: kit::TextProp,
) -> impl IntoView {
    let typed = RwSignal::new(value.get_untracked());
    Effect::new(move |_| typed.set(value.get()));
    view! {
        <span class="deal-quantity" on:change=move |event| on_change.run(event_target_value(&event))>
            <TextInput
                kind=InputKind::Number
                value=typed
                on_input=Callback::new(move |text| {
                    typed.try_set(text);
                })
                label
            />
        </span>
    }
    .into_any()
}
