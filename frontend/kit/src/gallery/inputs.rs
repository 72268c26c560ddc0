//! Inputs, and what is chosen.

use leptos::prelude::*;
use words::{tr, word};

use super::Specimens;
use crate::checkbox::{Checkbox, Switch};
use crate::chips_input::ChipsInput;
use crate::choice::Choice;
use crate::combobox::{Combobox, MultiCombobox};
use crate::date_input::{DateInput, DateTimeInput};
use crate::field::Field;
use crate::file_drop::FileDrop;
use crate::money_input::MoneyInput;
use crate::percent_input::PercentInput;
use crate::radio::{RadioGroup, Segmented};
use crate::select::Select;
use crate::text_area::TextArea;
use crate::text_input::{InputKind, TextInput};
use crate::toast;
use crate::tone::Tone;

/// What is typed.
#[component]
pub(super) fn Typing() -> impl IntoView {
    let name = RwSignal::new("华为技术有限公司 Huawei".to_owned());
    let email = RwSignal::new("li.wei@".to_owned());
    let phone = RwSignal::new(String::new());
    let password = RwSignal::new("correct horse".to_owned());
    let search = RwSignal::new("Acme".to_owned());
    let notes = RwSignal::new(String::new());
    let amount = RwSignal::new("1234500.5".to_owned());
    let currency = RwSignal::new("CNY".to_owned());
    let discount = RwSignal::new("0.125".to_owned());
    let day = RwSignal::new("2026-11-22".to_owned());
    let time = RwSignal::new("2026-11-22T14:20".to_owned());
    let error = move || {
        let is_wrong = email.with(|email| !email.contains('@') || email.ends_with('@'));
        is_wrong.then(|| tr!(gallery.email_wrong))
    };
    view! {
        <div class="gallery-form">
            <Field label=word!(gallery.name) required=true>
                <TextInput value=name on_input=move |text| name.set(text) max_length=80 />
            </Field>
            <Field label=word!(gallery.email) error=Signal::derive(error)>
                <TextInput value=email on_input=move |text| email.set(text) kind=InputKind::Email />
            </Field>
            <Field label=word!(gallery.phone) hint=word!(gallery.phone_hint)>
                <TextInput
                    value=phone
                    on_input=move |text| phone.set(text)
                    kind=InputKind::Phone
                    placeholder="138 0013 8000"
                />
            </Field>
            <Field label=word!(gallery.password)>
                <TextInput
                    value=password
                    on_input=move |text| password.set(text)
                    kind=InputKind::Password
                    autocomplete="current-password"
                />
            </Field>
            <Field label=word!(gallery.amount)>
                <MoneyInput
                    value=amount
                    on_input=move |text| amount.set(text)
                    currency
                    on_currency=move |code| currency.set(code)
                    currencies=vec!["CNY".to_owned(), "EUR".to_owned(), "USD".to_owned()]
                />
            </Field>
            <Field label=word!(gallery.discount)>
                <PercentInput value=discount on_input=move |text| discount.set(text) />
            </Field>
            <Field label=word!(gallery.close_date)>
                <DateInput value=day on_change=move |text| day.set(text) />
            </Field>
            <Field label=word!(gallery.meeting)>
                <DateTimeInput value=time on_change=move |text| time.set(text) />
            </Field>
            <Field label=word!(gallery.read_only)>
                <TextInput value=name read_only=true />
            </Field>
            <Field label=word!(gallery.disabled)>
                <TextInput value=name disabled=true />
            </Field>
            <Field label=word!(gallery.notes) hint=word!(gallery.notes_hint)>
                <TextArea value=notes on_input=move |text| notes.set(text) />
            </Field>
            <Field label=word!(gallery.file)>
                <FileDrop
                    accept=".csv,.xlsx"
                    hint=word!(gallery.file_hint)
                    on_files=|file: web_sys::File| toast::done(file.name())
                />
            </Field>
        </div>
        <Specimens caption=word!(gallery.search)>
            <TextInput
                value=search
                on_input=move |text| search.set(text)
                kind=InputKind::Search
                label=word!(gallery.search)
            />
        </Specimens>
    }
    .into_any()
}

/// What is chosen.
#[component]
pub(super) fn Choosing() -> impl IntoView {
    let people = ["李伟", "欧阳娜娜", "Ada Lovelace", "Grace Hopper", "王芳", "张敏"];
    let owner = RwSignal::new(Some(Choice::new("0", "李伟").person()));
    let query = RwSignal::new(String::new());
    let found = Signal::derive(move || {
        let query = query.get().to_lowercase();
        let found = people.iter().enumerate().filter(|(_, name)| name.to_lowercase().contains(&query));
        found.map(|(id, name)| Choice::new(id.to_string(), *name).person()).collect::<Vec<_>>()
    });
    let team = RwSignal::new(vec![Choice::new("2", "Ada Lovelace"), Choice::new("4", "王芳")]);
    let tags = RwSignal::new(vec!["VIP".to_owned(), "华东".to_owned()]);
    let source = RwSignal::new("web".to_owned());
    let sources = Signal::derive(|| {
        vec![
            Choice::new("web", tr!(gallery.web)).tone(Tone::Accent),
            Choice::new("fair", tr!(gallery.fair)).tone(Tone::Teal),
            Choice::new("call", tr!(gallery.call)).hint(tr!(gallery.call_hint)),
        ]
    });
    let stage = RwSignal::new(None::<Choice>);
    let ticked = RwSignal::new(true);
    let on = RwSignal::new(true);
    view! {
        <div class="gallery-form">
            <Field label=word!(gallery.source)>
                <Select value=source on_change=move |value| source.set(value) choices=sources />
            </Field>
            <Field label=word!(gallery.disabled)>
                <Select
                    value=""
                    on_change=move |value| source.set(value)
                    choices=sources
                    allow_none=word!(gallery.none)
                    disabled=true
                />
            </Field>
            <Field label=word!(gallery.owner)>
                <Combobox
                    value=owner
                    on_pick=move |choice| owner.set(choice)
                    choices=found
                    on_query=move |text| query.set(text)
                    placeholder=word!(gallery.nobody)
                    clearable=true
                />
            </Field>
            <Field label=word!(gallery.source) hint=word!(gallery.create_hint)>
                <Combobox
                    value=stage
                    on_pick=move |choice| stage.set(choice)
                    choices=sources
                    on_create=move |text: String| stage.set(Some(Choice::new(text.clone(), text)))
                    placeholder=word!(gallery.choose)
                />
            </Field>
            <Field label=word!(gallery.team)>
                <MultiCombobox
                    values=team
                    on_change=move |choices| team.set(choices)
                    choices=found
                    on_query=move |text| query.set(text)
                />
            </Field>
            <Field label=word!(gallery.tags)>
                <ChipsInput values=tags on_change=move |texts| tags.set(texts) />
            </Field>
            <Field label=word!(gallery.source)>
                <RadioGroup value=source on_change=move |value| source.set(value) choices=sources />
            </Field>
            <Field label=word!(gallery.source)>
                <div>
                    <Segmented value=source on_change=move |value| source.set(value) choices=sources />
                </div>
            </Field>
        </div>
        <Specimens caption=word!(gallery.yes_no)>
            <Checkbox checked=ticked on_change=move |is| ticked.set(is) label=word!(gallery.newsletter) />
            <Checkbox
                checked=false
                indeterminate=true
                on_change=move |is| ticked.set(is)
                label=word!(gallery.some)
            />
            <Checkbox checked=true on_change=move |is| ticked.set(is) label=word!(gallery.disabled) disabled=true />
            <Switch checked=on on_change=move |is| on.set(is) label=word!(gallery.notify) />
            <Switch checked=true on_change=move |is| on.set(is) label=word!(gallery.disabled) disabled=true />
        </Specimens>
    }
    .into_any()
}
