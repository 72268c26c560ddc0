//! What a user sees in a list is what the user can open, and what counts and reports count: for users, roles and
//! records made up at random, and held against the words of the rules.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Kind, Reach};
use serde_json::{Value, json};
use tests::{Client, Subject, TestApp, subjects};

const USERS: usize = 8;
const RECORDS: usize = 16;
/// The kinds that have owners.
const OWNED: [Kind; 5] = [Kind::Account, Kind::Contact, Kind::Lead, Kind::Opportunity, Kind::Activity];
/// The kinds that are seen with the record they belong to, and the field that names it.
const PARTS: [(Kind, Kind, &str); 3] = [
    (Kind::AccountContact, Kind::Account, "account_id"),
    (Kind::OpportunityContact, Kind::Opportunity, "opportunity_id"),
    (Kind::OpportunityLine, Kind::Opportunity, "opportunity_id"),
];

/// A user, where they work, and how far they read.
struct Person {
    client: Client,
    department: usize,
    reaches: BTreeMap<Kind, Reach>,
}

/// A company at random.
struct Company {
    app: TestApp,
    random: fastrand::Rng,
    departments: Vec<String>,
    people: Vec<Person>,
    /// Every record with an owner as it was given to that owner, by id, also if it was deleted later.
    given: BTreeMap<String, Value>,
}

impl Company {
    async fn found() -> Self {
        let app = TestApp::start().await;
        // The number of a run that failed can be put here to see it again.
        let seed = fastrand::u64(..);
        eprintln!("seed {seed}");
        let departments = [&app.north, &app.north_team, &app.north_two, &app.south, &app.head_office];
        let departments = departments.map(Clone::clone).to_vec();
        let mut company = Self {
            app,
            random: fastrand::Rng::with_seed(seed),
            departments,
            people: Vec::new(),
            given: BTreeMap::new(),
        };
        for number in 0..USERS {
            let person = company.hire(number).await;
            company.people.push(person);
        }
        company
    }

    /// A user with two roles at random; the wider reach of both counts.
    async fn hire(&mut self, number: usize) -> Person {
        let (mut roles, mut reaches) = (Vec::new(), BTreeMap::new());
        for role in 0..2 {
            let mut permissions = serde_json::Map::new();
            for kind in Kind::ALL {
                let is_ours = OWNED.contains(kind) || PARTS.iter().any(|(part, ..)| part == kind);
                let reach =
                    if is_ours { self.random.choice(Reach::ALL).copied().unwrap() } else { Reach::All };
                permissions.insert(kind.as_str().to_owned(), json!({ "read": reach }));
                let widest: &mut Reach = reaches.entry(*kind).or_insert(reach);
                *widest = (*widest).max(reach);
            }
            let name = format!("random_{number}_{role}");
            let role = json!({ "name": name, "code": name, "permissions": permissions, "rights": [] });
            roles.push(self.app.admin.make("roles", role).await);
        }
        let department = self.random.usize(..self.departments.len());
        let name = format!("user{number}");
        let client = self.app.user(&name, "", &self.departments[department]).await;
        self.app
            .admin
            .patch(&format!("users/{}", client.id), "*", json!({ "role_ids": roles }))
            .await
            .expect(200);
        Person { client, department, reaches }
    }

    async fn records(&mut self) {
        let admin = self.app.admin.clone();
        let pipeline = admin.make("pipelines", json!({ "name": "Direct", "is_default": true })).await;
        let stage = json!({ "pipeline_id": pipeline, "name": "First", "position": 0, "probability": "0.5", "outcome": "open" });
        admin.make("stages", stage).await;
        let product = json!({ "name": "Lamp", "code": "L", "list_price": "5", "currency": "CNY" });
        let product = admin.make("products", product).await;
        for number in 0..RECORDS {
            let name = format!("Record {number}");
            let account = admin.make("accounts", json!({ "name": name, "type": "customer" })).await;
            let contact = admin.make("contacts", json!({ "name": name, "account_id": account })).await;
            let lead = admin.make("leads", json!({ "name": name })).await;
            let deal = json!({ "name": name, "account_id": account, "currency": "CNY" });
            let deal = admin.make("opportunities", deal).await;
            let line = json!({ "opportunity_id": deal, "product_id": product, "quantity": "1" });
            admin.make("opportunity-lines", line).await;
            let activity =
                json!({ "type": "call", "subject": name, "record_kind": "account", "record_id": account });
            let activity = admin.make("activities", activity).await;
            for one in [
                format!("accounts/{account}"),
                format!("contacts/{contact}"),
                format!("leads/{lead}"),
                format!("opportunities/{deal}"),
                format!("activities/{activity}"),
            ] {
                let owner = self.random.usize(..USERS);
                let assign = json!({ "owner_id": self.people[owner].client.id });
                let given = admin.act(&format!("{one}/actions/assign"), assign).await.expect(200);
                self.given.insert(id(&given), given);
                if self.random.u8(..10) == 0 {
                    admin.delete(&one).await.expect(204);
                }
            }
        }
    }

    /// Some move on; what they owned still counts for the department they left.
    async fn move_some(&mut self) {
        for person in 0..USERS / 3 {
            let department = self.random.usize(..self.departments.len());
            let to = json!({ "department_id": self.departments[department] });
            let person = &mut self.people[person];
            self.app.admin.patch(&format!("users/{}", person.client.id), "*", to).await.expect(200);
            person.department = department;
        }
        // No server remembers longer what a user may do.
        tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    }

    /// The departments that a reach takes in, from a department on.
    fn within(&self, reach: Reach, department: usize) -> BTreeSet<&str> {
        let (below, branch): (&[usize], &[usize]) = match department {
            0 => (&[0, 1], &[0, 1, 2]),
            1 | 2 => (if department == 1 { &[1] } else { &[2] }, &[0, 1, 2]),
            3 => (&[3], &[3]),
            _ => (&[4], &[4]),
        };
        let chosen = match reach {
            Reach::None | Reach::Own => &[],
            Reach::Department => below,
            Reach::Branch => branch,
            Reach::All => &[0, 1, 2, 3, 4],
        };
        chosen.iter().map(|index| self.departments[*index].as_str()).collect()
    }

    /// What the rules say: whether a person reads a record of this owner and department.
    fn may_see(&self, person: &Person, reach: Reach, record: &Value) -> bool {
        let mine = record["owner_id"] == json!(person.client.id) && reach != Reach::None;
        let department = record["department_id"].as_str().unwrap();
        mine || reach == Reach::All || self.within(reach, person.department).contains(department)
    }
}

fn id(record: &Value) -> String {
    record["id"].as_str().unwrap().to_owned()
}

/// Everything there is, deleted records left out, by kind and id.
async fn everything(admin: &Client, subjects: &[&Subject]) -> BTreeMap<Kind, BTreeMap<String, Value>> {
    let mut all = BTreeMap::new();
    for subject in subjects {
        let page = admin.get(&format!("{}?limit=200", subject.path)).await.expect(200);
        let records = page["data"].as_array().unwrap().iter().map(|record| (id(record), record.clone()));
        all.insert(subject.kind, records.collect());
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_show_what_can_be_opened_and_no_more() {
    let mut company = Company::found().await;
    company.records().await;
    company.move_some().await;
    let subjects = subjects();
    let ours = |kind: Kind| OWNED.contains(&kind) || PARTS.iter().any(|(part, ..)| *part == kind);
    let subjects: Vec<&Subject> = subjects.iter().filter(|subject| ours(subject.kind)).collect();
    let all = everything(&company.app.admin, &subjects).await;
    let mut seen = 0;
    for person in &company.people {
        for subject in &subjects {
            let expected = expected(&company, person, subject.kind, &all);
            seen += looks(person, subject, &all[&subject.kind], &expected).await;
        }
        counts_deals(person, &expected(&company, person, Kind::Opportunity, &all)).await;
    }
    let most = USERS * all.values().map(BTreeMap::len).sum::<usize>();
    println!("{seen} of {most} are seen");
    assert!(seen > 0 && seen < most);
}

/// The ids that the rules let a person see; None if they see none of the kind at all.
fn expected(
    company: &Company,
    person: &Person,
    kind: Kind,
    all: &BTreeMap<Kind, BTreeMap<String, Value>>,
) -> Option<BTreeSet<String>> {
    let reach = person.reaches[&kind];
    let sees = |record: &Value| match PARTS.iter().find(|(part, ..)| *part == kind) {
        None => company.may_see(person, reach, record),
        // A part is seen as far as both reaches go, and if the whole is in the recycle bin as before.
        Some((_, whole, field)) => {
            let reach = reach.min(person.reaches[whole]);
            company.may_see(person, reach, &company.given[record[*field].as_str().unwrap()])
        }
    };
    let seen = all[&kind].iter().filter(|(_, record)| sees(record)).map(|(id, _)| id.clone());
    (reach != Reach::None).then(|| seen.collect())
}

/// List, count, search, options, record and timeline say the same. How many records there were.
async fn looks(
    person: &Person,
    subject: &Subject,
    all: &BTreeMap<String, Value>,
    expected: &Option<BTreeSet<String>>,
) -> usize {
    let Subject { path, kind, .. } = subject;
    let who = format!("{kind} by {:?} in {}", person.reaches, person.department);
    let client = &person.client;
    let search = json!({ "count": "exact", "limit": 200 });
    let lists = [
        client.get(&format!("{path}?limit=200&count=exact")).await,
        client.post(&format!("{path}/search"), search).await,
        client.get(&format!("{path}?limit=200&count=exact&sort=-created_at")).await,
        client.get(&format!("{path}/options")).await,
    ];
    for list in &lists {
        let Some(expected) = expected else {
            assert_eq!(list.status, 403, "{who}: {}", list.body);
            continue;
        };
        assert_eq!(list.status, 200, "{who}: {}", list.body);
        assert_eq!(&list.ids().into_iter().collect::<BTreeSet<_>>(), expected, "{who}");
        if list.body.get("page").is_some() {
            assert_eq!(list.body["page"]["total"], json!(expected.len()), "{who}");
        }
    }
    if subject.kind != Kind::Activity && PARTS.iter().all(|(part, ..)| *part != subject.kind) {
        finds(person, subject.kind, expected).await;
    }
    for id in all.keys() {
        let status = match expected {
            None => 403,
            Some(expected) if expected.contains(id) => 200,
            Some(_) => 404,
        };
        for path in [format!("{path}/{id}"), format!("{path}/{id}/timeline")] {
            assert_eq!(client.get(&path).await.status, status, "{who}: {path}");
        }
    }
    expected.as_ref().map_or(0, BTreeSet::len)
}

/// The search for all kinds at once finds what is seen and tells of no more, by what is in the name and by what is
/// like it.
async fn finds(person: &Person, kind: Kind, expected: &Option<BTreeSet<String>>) {
    for q in ["record", "cord", "rceord"] {
        let found = person.client.get(&format!("search?q={q}&kinds={kind}&limit=20")).await.expect(200);
        let groups = found["data"].as_array().unwrap();
        let items = groups.iter().flat_map(|group| group["items"].as_array().unwrap());
        let seen = expected.clone().unwrap_or_default();
        assert_eq!(items.map(id).collect::<BTreeSet<_>>(), seen, "{kind}, {q}, {:?}", person.reaches);
        assert!(groups.iter().all(|group| group["has_more"] == json!(false)), "{kind}: {found}");
    }
}

/// Reports on deals count those that are seen.
async fn counts_deals(person: &Person, expected: &Option<BTreeSet<String>>) {
    let today = "from=2020-01-01&to=2099-12-31";
    for (path, count) in [
        ("analytics/funnel".to_owned(), "/total/count"),
        (format!("analytics/conversion?{today}"), "/rows/0/count"),
    ] {
        let report = person.client.get(&path).await;
        let Some(expected) = expected else {
            assert_eq!(report.status, 403, "{path}");
            continue;
        };
        let report = report.expect(200);
        assert_eq!(report.pointer(count), Some(&json!(expected.len())), "{path}: {report}");
    }
}
