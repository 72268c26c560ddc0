//! The form of a new line.

use domain::Kind;
use kit::{Button, InputKind, MoneyInput, PercentInput, TextInput, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Map;
use words::tr;

use crate::api::changes;
use crate::api::records::{self, Record};
use crate::features::opportunity::OPPORTUNITY_LINE;
use crate::record::picker::RecordPicker;

/// A new line. Without a price it takes over the product's.
#[component]
pub(super) fn AddLine(deal: Signal<Record>) -> impl IntoView {
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
