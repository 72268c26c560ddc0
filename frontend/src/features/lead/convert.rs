//! Converting a lead: what it would become, and what is there already and may be the same.

use domain::Kind;
use domain::lead::MatchedBy;
use kit::{Banner, Button, ButtonKind, Choice, Dialog, DialogSize, RadioGroup, Switch, Tone, toast};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde_json::{Map, Value, json};
use wire::lead::conversion::{ConversionPreview, TargetMatch, TargetPreview};
use words::{tr, word};

use super::LEAD;
use crate::api::records::{self, Record};
use crate::api::{Load, Request, changes, names, session};
use crate::features::entity;
use crate::features::loaded::{Loaded, Progress};
use crate::record::entry::Entry;
use crate::record::{Field, Is, fact};

/// Chosen instead of a record: a new one.
const NEW: &str = "new";

static NAME: Field = Field::new("name", word!(field.name), Is::Text);
static AMOUNT: Field = Field::new("amount", word!(field.amount), Is::Money("currency"));
static CLOSE: Field = Field::new("expected_close_date", word!(field.expected_close_date), Is::Day);

/// The dialog.
#[component]
pub(super) fn ConvertDialog(open: RwSignal<bool>, lead: Signal<Record>) -> impl IntoView {
    view! {
        <Dialog open title=|| tr!(lead.convert_title) size=DialogSize::Medium>
            {move || open.get().then(|| view! { <Preview open lead /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Preview(open: RwSignal<bool>, lead: Signal<Record>) -> impl IntoView {
    let id = lead.with_untracked(Record::id);
    let preview = Load::new(move || async move {
        Request::get(format!("{}/{id}/conversion", LEAD.path)).read::<ConversionPreview>().await
    });
    view! {
        <Loaded progress=Progress::of(preview)>
            {move || preview.get().map(|preview| Conversion::new(&preview).view(preview, lead, open))}
        </Loaded>
    }
    .into_any()
}

/// What is chosen.
#[derive(Clone, Copy)]
struct Conversion {
    account: RwSignal<String>,
    contact: RwSignal<String>,
    has_deal: RwSignal<bool>,
    deal: Entry,
    /// Records were shown that may be the same: whoever chooses a new one all the same wants it.
    has_matches: bool,
}

impl Conversion {
    /// Begins with what is there already, for nobody wants the same customer twice.
    fn new(preview: &ConversionPreview) -> Self {
        let first = |target: &TargetPreview| {
            let first = target.matches.iter().find(|found| found.may_use);
            RwSignal::new(first.map_or_else(|| NEW.to_owned(), |found| found.id.to_string()))
        };
        let base = session::me().map(|me| me.base_currency.code().to_owned());
        let mut deal = Map::from_iter([("currency".to_owned(), base.into())]);
        deal.extend(
            preview.opportunity.fields.get(NAME.name).map(|name| (NAME.name.to_owned(), name.clone())),
        );
        Self {
            account: first(&preview.account),
            contact: first(&preview.contact),
            has_deal: RwSignal::new(preview.opportunity.may_create),
            deal: Entry::new(deal),
            has_matches: [&preview.account, &preview.contact].iter().any(|target| !target.matches.is_empty()),
        }
    }

    /// As it is sent.
    fn body(self) -> Value {
        let chosen = |id: RwSignal<String>| id.with_untracked(|id| (id != NEW).then(|| id.clone()));
        let deal = self.has_deal.get_untracked().then(|| {
            let mut deal = self.deal.filled();
            if !deal.contains_key(AMOUNT.name) {
                deal.remove("currency");
            }
            deal
        });
        json!({
            "account_id": chosen(self.account),
            "contact_id": chosen(self.contact),
            "opportunity": deal,
            "allow_duplicates": self.has_matches,
        })
    }

    fn send(self, lead: Record, then: impl FnOnce(Record) + 'static) {
        let body = self.body();
        let sent = async move { records::act(&LEAD, &lead, "convert", &body).await };
        self.deal.send(Vec::new(), sent, move |converted| {
            [Kind::Account, Kind::Contact, Kind::Opportunity].into_iter().for_each(changes::tell);
            toast::done(tr!(lead.converted));
            then(converted);
        });
    }

    fn view(self, preview: ConversionPreview, lead: Signal<Record>, open: RwSignal<bool>) -> AnyView {
        let navigate = StoredValue::new_local(use_navigate());
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            self.send(lead.get_untracked(), move |converted| {
                open.try_set(false);
                if let Some(href) = became(&converted) {
                    navigate.try_with_value(|navigate| navigate(&href, Default::default()));
                }
            });
        };
        let has_company = !preview.account.fields.is_empty() || !preview.account.matches.is_empty();
        let account = has_company.then(|| target(word!(kind.account), preview.account, self.account));
        let contact = target(word!(kind.contact), preview.contact, self.contact);
        let may_sell = preview.opportunity.may_create;
        view! {
            <form class="record-form" on:submit=submit novalidate>
                <p class="quiet">{move || tr!(lead.convert_text)}</p>
                {self.deal.banner()}
                {account}
                {contact}
                {may_sell.then(|| self.deal_fields())}
                <div class="dialog-actions">
                    <Button label=|| tr!(common.cancel) kind=ButtonKind::Ghost on_press=move || open.set(false) />
                    <Button
                        label=|| tr!(lead.convert)
                        kind=ButtonKind::Primary
                        submit=true
                        busy=self.deal.is_busy()
                        shortcut="Control+Enter"
                    />
                </div>
            </form>
        }
        .into_any()
    }

    fn deal_fields(self) -> AnyView {
        let inputs = move || {
            let input = |field: &'static Field| {
                let most = fact("opportunities", field.name).max_length;
                self.deal.input(field, most, Signal::stored(false))
            };
            self.has_deal.get().then(|| [&NAME, &AMOUNT, &CLOSE].map(input).into_iter().collect_view())
        };
        view! {
            <Switch
                label=|| tr!(lead.with_deal)
                checked=self.has_deal
                on_change=Callback::new(move |with: bool| self.has_deal.set(with))
            />
            {inputs}
        }
        .into_any()
    }
}

/// A choice between a new record and those that may be the same; those that are not the user's to change are named.
fn target(label: words::Word, target: TargetPreview, chosen: RwSignal<String>) -> AnyView {
    let (usable, others): (Vec<_>, Vec<_>) = target.matches.into_iter().partition(|found| found.may_use);
    let others: Vec<String> = others.into_iter().map(|other| other.name).collect();
    let warning = (!others.is_empty()).then(|| {
        let names = others.join(", ");
        view! { <Banner tone=Tone::Warning>{move || tr!(lead.of_others, names = names.clone())}</Banner> }
    });
    let choices = Signal::derive(move || {
        let name = target.fields.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let new = target.may_create.then(|| Choice::new(NEW, tr!(lead.create_new, name = name)));
        usable.iter().map(found).chain(new).collect::<Vec<_>>()
    });
    let on_change = Callback::new(move |id| chosen.set(id));
    view! {
        <fieldset class="form-section">
            <legend>{move || label()}</legend>
            {warning}
            <RadioGroup label value=chosen on_change choices />
        </fieldset>
    }
    .into_any()
}

/// A record that may be the same, whose it is and by what it was found.
fn found(found: &TargetMatch) -> Choice {
    let by = found.matched_by.iter().map(|by| match by {
        MatchedBy::Name => tr!(lead.by_name),
        MatchedBy::Domain => tr!(lead.by_domain),
        MatchedBy::Email => tr!(lead.by_email),
        MatchedBy::Phone => tr!(lead.by_phone),
    });
    let owner = names::of(found.owner_id.0);
    let hint: Vec<String> = by.chain(owner).collect();
    Choice::new(found.id.to_string(), tr!(lead.attach_to, name = found.name.clone())).hint(hint.join(" · "))
}

/// Where the lead goes on: at its deal, else its account, else its contact.
fn became(lead: &Record) -> Option<String> {
    let goes_on =
        [("opportunity_id", Kind::Opportunity), ("account_id", Kind::Account), ("contact_id", Kind::Contact)];
    goes_on.into_iter().find_map(|(field, kind)| Some(entity(kind)?.href(lead.id_in(field)?)))
}
