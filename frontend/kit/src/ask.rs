//! A question that must be answered before something is done that cannot be undone.

use futures_channel::oneshot;
use leptos::prelude::*;
use words::tr;

use crate::button::{Button, ButtonKind};
use crate::dialog::{Dialog, DialogSize};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is about to happen, as a question.
    pub title: String,
    /// What follows from it.
    pub body: String,
    /// The verb on the button that does it.
    pub confirm_label: String,
    /// It destroys something.
    pub danger: bool,
}

struct Asked {
    question: Question,
    answer: StoredValue<Option<oneshot::Sender<bool>>>,
}

thread_local! {
    static ASKED: ArcRwSignal<Option<Asked>> = ArcRwSignal::new(None);
}

/// Asks, and waits for the answer: true only if the user confirms. [`Asker`] must be on the page.
pub async fn ask(question: Question) -> bool {
    let (answer, answered) = oneshot::channel();
    let asked = Asked { question, answer: StoredValue::new(Some(answer)) };
    // A question that was not answered yet counts as denied: its sender goes.
    ASKED.with(|place| place.set(Some(asked)));
    answered.await.unwrap_or(false)
}

/// The place where questions appear: mounted once by the application.
#[component]
pub fn Asker() -> impl IntoView {
    let asked = ASKED.with(Clone::clone);
    let open = RwSignal::new(false);
    Effect::new({
        let asked = asked.clone();
        move |_| open.set(asked.with(Option::is_some))
    });
    let answer = {
        let asked = asked.clone();
        Callback::new(move |confirmed: bool| {
            let sender = asked.with_untracked(|asked| {
                asked.as_ref().and_then(|asked| asked.answer.try_update_value(Option::take).flatten())
            });
            if let Some(sender) = sender {
                // Nobody waits any more if the page of the question was left.
                _ = sender.send(confirmed);
            }
            open.set(false);
        })
    };
    let question =
        Signal::derive(move || asked.with(|asked| asked.as_ref().map(|asked| asked.question.clone())));
    let text = move |part: fn(Question) -> String| move || question.get().map(part).unwrap_or_default();
    let footer = move || {
        let danger = question.get().is_some_and(|question| question.danger);
        let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
        view! {
            <Button label=|| tr!(kit.cancel) on_press=move || answer.run(false) attr:data-first-focus="" />
            <Button kind label=text(|question| question.confirm_label) on_press=move || answer.run(true) />
        }
    };
    view! {
        <Dialog
            open
            title=text(|question| question.title)
            size=DialogSize::Small
            footer
            on_close=move || answer.run(false)
        >
            <p class="dialog-text">{text(|question| question.body)}</p>
        </Dialog>
    }
    .into_any()
}
