//! The products in a deal: a table in which quantity, price and discount are typed, and whose amounts are the server's.

use std::sync::Arc;

use domain::Kind;
use domain::access::Action;
use domain::opportunity::Outcome;
use kit::{
    Button, Failed, IconButton, InputKind, MoneyInput, PercentInput, Skeleton, SkeletonShape, TextInput,
    toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use words::tr;

use super::step::outcome_of;
use super::{OPPORTUNITY, OPPORTUNITY_LINE};
use crate::api::records::{self, Record};
use crate::api::{Failure, Load, changes};
use crate::record::input::RecordPicker;
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
    let rows = move || lines.with(|lines| lines.map_or_else(Vec::new, |lines| lines.rows.clone()));
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
                            key=|line| (line.id(), line.version())
                            children=move |line| view! { <Line line may_update may_delete /> }
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

#[component]
fn Line(line: Record, may_update: Memo<bool>, may_delete: Memo<bool>) -> impl IntoView {
    let line = StoredValue::new(line);
    let text = move |name: &str| line.with_value(|line| line.text(name).unwrap_or_default().to_owned());
    let name = line.with_value(|line| cell::name_of(&OPPORTUNITY_LINE, line));
    let currency = Signal::stored(text("currency"));
    let put = move |field: &'static str| {
        Callback::new(move |value: String| {
            let value = value.trim().to_owned();
            if value.is_empty() || value == text(field) {
                return;
            }
            let patch = Map::from_iter([(field.to_owned(), value.into())]);
            conflict::save(&OPPORTUNITY_LINE, line.get_value(), patch, Arc::new(told));
        })
    };
    let shown = move |name: &'static str| {
        line.with_value(|line| {
            let field = OPPORTUNITY_LINE.field(name)?;
            Some(cell::value(&OPPORTUNITY_LINE, field, line, cell::Place::Page))
        })
    };
    let labelled = {
        let name = name.clone();
        move |field: words::Word| {
            let name = name.clone();
            move || format!("{} · {name}", field())
        }
    };
    let (quantity_label, price_label, discount_label) = (
        labelled(words::word!(field.quantity)),
        labelled(words::word!(field.unit_price)),
        labelled(words::word!(field.discount)),
    );
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
                <Quantity value=text("quantity") on_change=put("quantity") label=quantity_label.clone() />
            </td>
            <td class="number">
                <MoneyInput value=text("unit_price") on_change=put("unit_price") currency label=price_label.clone() />
            </td>
            <td class="number">
                <PercentInput value=text("discount") on_change=put("discount") label=discount_label.clone() />
            </td>
        }
        .into_any()
    };
    let remover = move || {
        let name = name.clone();
        may_delete.get().then(|| {
            view! {
                <IconButton
                    icon=icondata_lu::LuX
                    label=move || tr!(kit.remove, name = name.clone())
                    small=true
                    on_press=move || related::remove(&OPPORTUNITY_LINE, line.get_value(), &[Kind::Opportunity])
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
    #[prop(into)] value: String,
    on_change: Callback<String>,
    #[prop(into)] label: kit::TextProp,
) -> impl IntoView {
    let typed = RwSignal::new(value);
    let tell = move || on_change.run(typed.get_untracked());
    view! {
        <span
            class="deal-quantity"
            on:focusout=move |_| tell()
            on:keydown=move |event| if event.key() == "Enter" { tell() }
        >
            <TextInput
                kind=InputKind::Number
                value=typed
                on_input=Callback::new(move |text| typed.set(text))
                label
            />
        </span>
    }
    .into_any()
}

/// A new line. Without a price it takes over the product's.
#[component]
fn AddLine(deal: Signal<Record>) -> impl IntoView {
    let product = RwSignal::new(String::new());
    let quantity = RwSignal::new("1".to_owned());
    let price = RwSignal::new(String::new());
    let discount = RwSignal::new(String::new());
    let is_busy = RwSignal::new(false);
    let currency =
        Signal::derive(move || deal.with(|deal| deal.text("currency").unwrap_or_default().to_owned()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if product.with_untracked(String::is_empty) || is_busy.get_untracked() {
            return;
        }
        let id = deal.with_untracked(Record::id).to_string();
        let mut input = Map::from_iter([("opportunity_id".to_owned(), id.into())]);
        let parts =
            [("product_id", product), ("quantity", quantity), ("unit_price", price), ("discount", discount)];
        for (name, part) in parts {
            let text = part.get_untracked().trim().to_owned();
            if !text.is_empty() {
                input.insert(name.to_owned(), text.into());
            }
        }
        is_busy.set(true);
        spawn_local(async move {
            let result = records::create(&OPPORTUNITY_LINE, &input).await;
            is_busy.try_set(false);
            if result.is_ok() {
                [product, price, discount].iter().for_each(|part| drop(part.try_set(String::new())));
                quantity.try_set("1".to_owned());
            }
            match result {
                Ok(_) => changes::tell(Kind::Opportunity),
                Err(failure) => toast::failed(failure.words(), None),
            }
        });
    };
    let set = |part: RwSignal<String>| Callback::new(move |text: String| part.set(text));
    view! {
        <form class="deal-add-line" on:submit=submit aria-label=move || tr!(deal.add_line)>
            <kit::Field label=|| tr!(field.product)>
                <RecordPicker kind=Signal::derive(|| Some(Kind::Product)) value=product on_change=set(product) />
            </kit::Field>
            <kit::Field label=|| tr!(field.quantity)>
                <TextInput kind=InputKind::Number value=quantity on_input=set(quantity) />
            </kit::Field>
            <kit::Field label=|| tr!(field.unit_price)>
                <MoneyInput value=price on_input=set(price) currency placeholder=|| tr!(deal.list_price) />
            </kit::Field>
            <kit::Field label=|| tr!(field.discount)>
                <PercentInput value=discount on_input=set(discount) />
            </kit::Field>
            <Button
                label=|| tr!(deal.add_line)
                icon=icondata_lu::LuPlus
                submit=true
                busy=is_busy
                disabled=Signal::derive(move || product.with(String::is_empty))
            />
        </form>
    }
    .into_any()
}
