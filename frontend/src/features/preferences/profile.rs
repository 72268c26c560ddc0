//! One's own record, as far as one may change it.

use domain::Kind;
use domain::access::Action;
use kit::{Card, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use words::tr;

use crate::api::records::Record;
use crate::api::{changes, names, session};
use crate::features::organisation::USER;
use crate::record::FieldList;

const FIELDS: &[&str] = &["name", "email", "title", "phone", "department_id", "language", "time_zone"];

/// The card.
#[component]
pub(super) fn Profile() -> impl IntoView {
    // A change is made like that of any record; who is signed in is then asked for again.
    Effect::new(move |before: Option<()>| {
        changes::follow(Kind::User);
        if before.is_some() {
            spawn_local(async {
                if let Err(failure) = session::load().await {
                    toast::failed(failure.words(), None);
                }
            });
        }
    });
    let fields = move || {
        let me = session::me()?;
        names::learn([(&me.user.department_id.0, &me.department_name)]);
        let Ok(Value::Object(members)) = serde_json::to_value(&me.user) else { return None };
        Some(view! { <FieldList entity=&USER record=RwSignal::new(Record::new(members)) names=FIELDS /> })
    };
    let text = move || {
        if session::may(Kind::User, Action::Update) {
            tr!(preferences.profile_text)
        } else {
            tr!(preferences.profile_fixed)
        }
    };
    view! {
        <Card title=move || tr!(preferences.profile)>
            <div class="preference details">
                {fields}
                <p class="quiet">{text}</p>
            </div>
        </Card>
    }
    .into_any()
}
