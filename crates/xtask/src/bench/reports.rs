//! How long each report on deals takes.

use std::time::Duration;

use anyhow::Result;

use super::site::Site;
use super::sweep::time;
use super::tally::Tally;
use crate::logins;
use crate::server::Server;

const AIM: Duration = Duration::from_millis(300);

/// Reports by their paths; `$DAY` is a day ninety days ago.
const REPORTS: [&str; 24] = [
    "funnel",
    "funnel?source=referral",
    "conversion",
    "conversion?period=this_year",
    "conversion?period=last_quarter",
    "performance",
    "performance?period=this_year",
    "performance?by=owner",
    "performance?by=department",
    "performance?by=branch",
    "performance?by=product",
    "performance?by=industry",
    "performance?by=source",
    "performance?by=month",
    "performance?by=quarter",
    "performance?by=year",
    "performance?by=product&period=this_quarter",
    "performance?by=industry&period=this_quarter",
    "won",
    "won?step=quarter",
    "forecast",
    "stages-at?day=$DAY",
    "loss-reasons",
    "loss-reasons?period=this_year",
];

/// Asks for every report as somebody of this role.
pub(super) fn measure(site: &Site, server: &Server, role: &str, tally: &mut Tally) -> Result<()> {
    let token = logins::of_role(role)?.sign_in(server.address())?;
    let day = site.column("SELECT current_date - 90")?.concat();
    let mut timings = Vec::new();
    for report in REPORTS {
        let path = format!("/api/v1/analytics/{}", report.replace("$DAY", &day));
        timings.push(time(server, &token, report.to_owned(), &[path])?);
    }
    tally.rank(&format!("reports, {role}"), AIM, timings);
    Ok(())
}
