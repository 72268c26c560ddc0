//! Whom records are given to, and why.

use domain::Kind;
use kit::{Button, ButtonKind, Dialog, DialogSize};
use leptos::prelude::*;
use uuid::Uuid;
use wire::batch::Assign;
use words::tr;

use super::picker::RecordPicker;

/// Asks for the owner and the reason. It is the caller's to close it.
#[component]
pub(crate) fn AssignDialog(
    open: RwSignal<bool>,
    /// True while the records are given away.
    #[prop(into)]
    is_busy: Signal<bool>,
    on_assign: Callback<Assign>,
) -> impl IntoView {
    view! {
        <Dialog open title=move || tr!(record.assign) size=DialogSize::Small>
            {move || open.get().then(|| form(is_busy, on_assign))}
        </Dialog>
    }
    .into_any()
}

fn form(is_busy: Signal<bool>, on_assign: Callback<Assign>) -> AnyView {
    let (owner, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(owner_id) = owner.get_untracked().parse::<Uuid>() else { return };
        let reason = Some(reason.get_untracked()).filter(|reason| !reason.trim().is_empty());
        on_assign.run(Assign { owner_id: owner_id.into(), reason });
    };
    view! {
        <form class="record-form" on:submit=submit>
            <kit::Field label=move || tr!(field.owner) required=true>
                <RecordPicker
                    kind=Signal::derive(|| Some(Kind::User))
                    value=owner
                    on_change=Callback::new(move |id| owner.set(id))
                />
            </kit::Field>
            <kit::Field label=move || tr!(record.reason)>
                <kit::TextInput value=reason on_input=Callback::new(move |text| reason.set(text)) />
            </kit::Field>
            <div class="dialog-actions">
                <Button
                    label=move || tr!(record.assign)
                    kind=ButtonKind::Primary
                    submit=true
                    busy=is_busy
                    disabled=Signal::derive(move || owner.with(String::is_empty))
                />
            </div>
        </form>
    }
    .into_any()
}
