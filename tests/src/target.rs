//! Records that every operation can be tried on, and the requests that try it.

use std::collections::BTreeMap;

use domain::Kind;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{Client, Content, Operation, PASSWORD, Request, Samples, subjects};

/// A record of each kind, one of each in the recycle bin, and what else operations need.
#[derive(Debug)]
pub struct Targets {
    samples: Samples,
    /// The records, by kind; a session and an API key of `holder` among them.
    pub live: BTreeMap<Kind, String>,
    /// Those in the recycle bin.
    pub deleted: BTreeMap<Kind, String>,
    /// E-mail of a user whose password is [`PASSWORD`].
    guest: String,
    holder: Client,
    holder_email: String,
}

impl Targets {
    /// Creates them, each kind as the client that `creator` names. `holder` is the user whose session and key they
    /// are; `guest` one who only signs in.
    pub async fn create(
        samples: Samples,
        admin: &Client,
        creator: impl Fn(Kind) -> Client,
        (holder, holder_email): (&Client, &str),
        guest: &str,
    ) -> Self {
        for (name, position, probability, outcome) in [("Won", 200, "1", "won"), ("Lost", 201, "0", "lost")] {
            let stage = json!({ "pipeline_id": samples.pipeline, "name": name, "position": position,
                "probability": probability, "outcome": outcome });
            admin.make("stages", stage).await;
        }
        let mut targets = Self {
            samples,
            live: BTreeMap::new(),
            deleted: BTreeMap::new(),
            guest: guest.to_owned(),
            holder: holder.clone(),
            holder_email: holder_email.to_owned(),
        };
        for subject in subjects() {
            let creator = creator(subject.kind);
            let live = creator.make(subject.path, targets.samples.input(subject.kind, 1)).await;
            let deleted = creator.make(subject.path, targets.samples.input(subject.kind, 2)).await;
            admin.delete(&format!("{}/{deleted}", subject.path)).await.expect(204);
            targets.live.insert(subject.kind, live);
            targets.deleted.insert(subject.kind, deleted);
        }
        targets.renew_key().await;
        targets.renew_session().await;
        targets
    }

    /// What references of samples name, and what they create.
    pub fn samples(&self) -> &Samples {
        &self.samples
    }

    /// Makes another API key, once the one before is gone.
    pub async fn renew_key(&mut self) {
        let made = self.holder.post("api-keys", Self::key()).await.expect(201);
        self.live.insert(Kind::ApiKey, text(&made["api_key"]["id"]));
    }

    /// Begins another session, once the one before is gone.
    pub async fn renew_session(&mut self) {
        let other = self.holder.sign_in(&self.holder_email, PASSWORD).await;
        let sessions = other.get("auth/sessions").await.expect(200);
        self.live.insert(Kind::Session, text(&sessions["data"][0]["id"]));
    }

    fn key() -> Value {
        let later = persistence::Runtime::default().now() + chrono::TimeDelta::days(30);
        json!({ "name": "Sample", "scopes": ["tag:read"], "expires_at": later })
    }

    /// A well-formed request for an operation on the records. `version` is what `If-Match` says: `*` does it, a
    /// version that the record does not have tries whether one might.
    pub fn request(&self, operation: &Operation, version: &str) -> Request {
        let kind = operation.kind;
        let id = match (operation.verb.as_str(), kind) {
            ("restore_{one}", Some(kind)) => &self.deleted[&kind],
            ("delete_api_key", _) => &self.live[&Kind::ApiKey],
            ("end_session", _) => &self.live[&Kind::Session],
            (_, Some(kind)) => &self.live[&kind],
            (_, None) => &self.holder.id,
        };
        let query = match operation.id.as_str() {
            "get_stages_at" => "?day=2026-01-31",
            "search_all" => "?q=Sample",
            "get_conversion" | "get_performance" | "get_won" | "get_loss_reasons" => "?period=this_year",
            _ => "",
        };
        let path = operation.path.replace("{id}", id).replace("{token}", "made-up") + query;
        let mut request = Request::new(operation.method.clone(), path);
        request.content = self.content(operation, id, version);
        let is_versioned = matches!(
            operation.verb.as_str(),
            "put_import_file"
                | "start_{one}"
                | "cancel_{one}"
                | "close_opportunity_won"
                | "close_opportunity_lost"
                | "move_{one}"
                | "qualify_{one}"
                | "convert_{one}"
                | "nurture_{one}"
                | "disqualify_{one}"
                | "reopen_{one}"
                | "assign_lead_by_rules"
                | "assign_{one}"
                | "update_{one}"
                | "delete_{one}"
        );
        request.if_match = is_versioned.then(|| version.to_owned());
        request
    }

    fn content(&self, operation: &Operation, id: &str, version: &str) -> Content {
        let change = || {
            let (field, value) = Samples::change(operation.kind.expect("a record has a kind"));
            json!({ field: value })
        };
        Content::Json(match operation.verb.as_str() {
            "create_{one}" => self.samples.input(operation.kind.expect("a record has a kind"), 3),
            "update_{one}" => change(),
            "search_{many}" => json!({}),
            "export_{many}" => json!({ "format": "csv" }),
            "assign_{one}" => json!({ "owner_id": self.holder.id }),
            "batch_{many}" => {
                let version: Option<i64> = version.trim_matches('"').parse().ok();
                json!({ "operations": [{ "op": "update", "id": id, "version": version, "body": change() }] })
            }
            "move_{one}" => json!({ "stage_id": self.live[&Kind::Stage] }),
            "close_opportunity_won"
            | "qualify_{one}"
            | "reopen_{one}"
            | "start_{one}"
            | "logout"
            | "read_notifications"
            | "assign_lead_by_rules" => {
                json!({})
            }
            "convert_{one}" => json!({ "allow_duplicates": true }),
            "nurture_{one}" => json!({ "recheck_on": "2199-12-31" }),
            "send_form" => json!({ "name": "Li Wei", "stamp": "made up" }),
            "set_lead_scoring" => json!({ "hot_score": 60, "decay_points": 5 }),
            "disqualify_{one}" => json!({ "reason": "no_need" }),
            "close_opportunity_lost" => json!({ "loss_reason_id": self.live[&Kind::LossReason] }),
            "import_by_template" => json!({ "file_name": "Sample.csv" }),
            "put_import_file" => return Content::Csv("Name,Parent\nAcme,\n".to_owned()),
            "create_api_key" => Self::key(),
            "login" => json!({ "email": self.guest, "password": PASSWORD, "client": "app" }),
            "refresh" => json!({ "refresh_token": "made up" }),
            "set_password" => json!({ "token": "made up", "password": PASSWORD }),
            "change_password" => json!({ "current": "another one", "new": "kolibri-plum-77-gtx" }),
            "restore_{one}" | "invite_{one}" | "reset_password_of_{one}" | "cancel_{one}" => {
                return Content::Nothing;
            }
            _ if matches!(operation.method, Method::GET | Method::DELETE) => return Content::Nothing,
            verb => panic!("nobody knows yet how {verb} is asked for: say it in tests/src/target.rs"),
        })
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
