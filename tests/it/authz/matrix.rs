//! Every operation of the live document by every actor, against `tests/authz/matrix.toml`.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Action, Kind};
use serde::Deserialize;
use serde_json::json;
use tests::{Answer, Client, Operation, Samples, Targets, TestApp, operations, subjects};

/// A version that no record has.
const NEVER: &str = "\"999\"";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    actors: Vec<String>,
    class: Vec<Class>,
    operations: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    kinds: Vec<String>,
    rows: BTreeMap<String, String>,
}

/// The statuses of each operation, in the order of the actors.
struct Matrix {
    actors: Vec<String>,
    rows: BTreeMap<String, Vec<u16>>,
}

impl Matrix {
    fn read() -> Self {
        let Written { actors, class, operations } =
            toml::from_str(include_str!("../../authz/matrix.toml")).unwrap();
        let mut rows = BTreeMap::new();
        for Class { kinds, rows: of_class } in class {
            for kind in kinds {
                let subjects = subjects();
                let subject = subjects.iter().find(|subject| subject.kind.as_str() == kind);
                let many = subject.unwrap_or_else(|| panic!("{kind} is no kind")).path.replace('-', "_");
                for (verb, row) in &of_class {
                    let id = verb.replace("{one}", &kind).replace("{many}", &many);
                    assert!(rows.insert(id.clone(), row.clone()).is_none(), "{id} stands twice");
                }
            }
        }
        rows.extend(operations);
        let statuses = |row: &str| row.split(' ').map(|status| status.parse().unwrap()).collect::<Vec<u16>>();
        let rows: BTreeMap<String, Vec<u16>> =
            rows.iter().map(|(id, row)| (id.clone(), statuses(row))).collect();
        for (id, row) in &rows {
            assert_eq!(row.len(), actors.len(), "{id} has a status for each actor");
        }
        Self { actors, rows }
    }
}

/// Everybody, in an organisation.
struct Cast {
    app: TestApp,
    people: BTreeMap<&'static str, Client>,
    targets: Targets,
}

impl Cast {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let TestApp { north, north_team, south, head_office, .. } = &app;
        let mut people =
            BTreeMap::from([("anonymous", app.anonymous()), ("administrator", app.admin.clone())]);
        for (name, role, department) in [
            ("nobody", "", north_team),
            ("owner", "sales_representative", north_team),
            ("peer", "sales_representative", north_team),
            ("manager", "sales_manager", north),
            ("other_manager", "branch_manager", south),
            ("auditor", "auditor", head_office),
            ("guest", "", head_office),
        ] {
            people.insert(name, app.user(name, role, department).await);
        }
        let (admin, owner, manager) = (&people["administrator"], &people["owner"], &people["manager"]);
        let samples = Samples::prepare_for(admin, owner, north_team).await;
        let creator = |kind: Kind| match kind {
            Kind::Account | Kind::AccountContact | Kind::Activity | Kind::Contact => owner.clone(),
            Kind::Lead => owner.clone(),
            Kind::Opportunity | Kind::OpportunityContact | Kind::OpportunityLine => owner.clone(),
            Kind::SavedView => owner.clone(),
            Kind::Import | Kind::ImportTemplate => manager.clone(),
            _ => admin.clone(),
        };
        let holder = (owner, "owner@example.com");
        let targets = Targets::create(samples, admin, creator, holder, "guest@example.com").await;
        Self { app, people, targets }
    }

    /// Two keys of the administrator: without and with the scope, each with its id.
    async fn keys(&self, permission: Option<&str>) -> [(Client, String); 2] {
        let all = subjects().into_iter().flat_map(|subject| {
            Action::ALL.iter().map(move |action| format!("{}:{}", subject.kind, action.as_str()))
        });
        let (mut without, mut with): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        match permission {
            Some(permission) => {
                for scope in all {
                    if scope.ends_with(":read") || scope == permission {
                        with.push(scope.clone());
                    }
                    if scope != permission {
                        without.push(scope);
                    }
                }
                assert!(with.iter().any(|scope| scope == permission), "{permission} is a scope");
            }
            None => (without, with) = (vec!["session:read".to_owned()], vec!["*".to_owned()]),
        }
        [self.key(&without).await, self.key(&with).await]
    }

    async fn key(&self, scopes: &[String]) -> (Client, String) {
        let expires_at = self.app.runtime.now() + chrono::TimeDelta::days(1);
        let input = json!({ "name": "Matrix", "scopes": scopes, "expires_at": expires_at });
        let made = self.app.admin.post("api-keys", input).await.expect(201);
        let key = self.app.anonymous().with_token(made["key"].as_str().unwrap(), "");
        (key, made["api_key"]["id"].as_str().unwrap().to_owned())
    }

    /// Puts everything back as it was.
    async fn undo(&mut self, operation: &Operation, actor: &Client, answer: &Answer) {
        let admin = &self.app.admin;
        match (operation.verb.as_str(), answer.status) {
            ("create_api_key", 201) => {
                let id = answer.body["api_key"]["id"].as_str().unwrap();
                actor.delete(&format!("api-keys/{id}")).await.expect(204);
            }
            (_, 201) => drop(admin.delete(answer.header("location")).await.expect(204)),
            ("restore_{one}", 200) => {
                let path = operation.path.replace("/actions/restore", "");
                let path = path.replace("{id}", answer.body["id"].as_str().unwrap());
                admin.delete(&path).await.expect(204);
            }
            ("delete_api_key", 204) => self.targets.renew_key().await,
            ("end_session", 204) => self.targets.renew_session().await,
            _ => {}
        }
    }
}

/// What a batch says of its one operation, else the status.
fn status(answer: &Answer) -> u16 {
    match answer.status {
        207 => u16::try_from(answer.body["results"][0]["status"].as_u64().unwrap()).unwrap(),
        status => status,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_each_actor_as_the_matrix_says() {
    let matrix = Matrix::read();
    let mut cast = Cast::start().await;
    let document = cast.app.anonymous().get("openapi.json").await.expect(200);
    let operations = operations(&document);
    let live: BTreeSet<&String> = operations.iter().map(|operation| &operation.id).collect();
    let written: BTreeSet<&String> = matrix.rows.keys().collect();
    let missing: Vec<_> = live.difference(&written).collect();
    let unknown: Vec<_> = written.difference(&live).collect();
    assert!(
        missing.is_empty() && unknown.is_empty(),
        "not in the matrix: {missing:?}; no operation: {unknown:?}"
    );

    let mut by_permission: BTreeMap<Option<&str>, Vec<&Operation>> = BTreeMap::new();
    for operation in &operations {
        by_permission.entry(operation.permission.as_deref()).or_default().push(operation);
    }
    let (mut wrong, mut cases) = (Vec::new(), 0);
    for (permission, operations) in by_permission {
        let [(without, without_id), (with, with_id)] = cast.keys(permission).await;
        for operation in operations {
            for (name, expected) in matrix.actors.iter().zip(&matrix.rows[&operation.id]) {
                let actor = match name.as_str() {
                    "key_without" => without.clone(),
                    "key_with" => with.clone(),
                    name => cast.people[name].clone(),
                };
                let answer = cast.targets.request(operation, NEVER).send(&actor).await;
                cases += 1;
                if status(&answer) != *expected {
                    wrong.push(format!(
                        "{} by {name}: {} and not {expected}: {}",
                        operation.id,
                        status(&answer),
                        answer.body
                    ));
                }
                cast.undo(operation, &actor, &answer).await;
            }
        }
        for id in [without_id, with_id] {
            cast.app.admin.delete(&format!("api-keys/{id}")).await.expect(204);
        }
    }
    println!("{cases} cases");
    assert!(wrong.is_empty(), "{} of {cases} cases:\n{}", wrong.len(), wrong.join("\n"));
}
