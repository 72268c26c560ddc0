//! Which steps lead where.

use super::*;

#[test]
fn steps_lead_where_they_say() {
    use Outcome::{Lost, Open, Won};
    use StepRefused::{Closed, NotClosed, OtherOutcome, UseClose};
    let cases = [
        (Step::Move, Open, Open, Ok(())),
        (Step::Move, Open, Won, Err(UseClose)),
        (Step::Move, Open, Lost, Err(UseClose)),
        (Step::Move, Won, Open, Err(Closed)),
        (Step::Move, Lost, Won, Err(Closed)),
        (Step::CloseWon, Open, Won, Ok(())),
        (Step::CloseWon, Open, Open, Err(OtherOutcome(Won))),
        (Step::CloseWon, Open, Lost, Err(OtherOutcome(Won))),
        (Step::CloseWon, Lost, Won, Err(Closed)),
        (Step::CloseLost, Open, Lost, Ok(())),
        (Step::CloseLost, Open, Won, Err(OtherOutcome(Lost))),
        (Step::CloseLost, Lost, Lost, Err(Closed)),
        (Step::Reopen, Won, Open, Ok(())),
        (Step::Reopen, Lost, Open, Ok(())),
        (Step::Reopen, Open, Open, Err(NotClosed)),
        (Step::Reopen, Won, Lost, Err(OtherOutcome(Open))),
    ];
    for (step, from, to, expected) in cases {
        assert_eq!(step.check(from, to), expected, "{step} from {from} to {to}");
    }
}

#[test]
fn a_step_that_passes_is_the_step_between() {
    for from in Outcome::ALL {
        for to in Outcome::ALL {
            let passing: Vec<_> =
                Step::ALL.iter().copied().filter(|step| step.check(*from, *to).is_ok()).collect();
            assert_eq!(passing, Vec::from_iter(Step::between(*from, *to)), "{from} to {to}");
        }
    }
}

#[test]
fn forecasts_round_half_up() {
    let weighted = |amount: &str, probability: &str, currency: &str| {
        let amount = amount.parse().unwrap();
        super::weighted(amount, probability.parse().unwrap(), currency.parse().unwrap()).to_string()
    };
    assert_eq!(weighted("1000.00", "0.25", "CNY"), "250.00");
    assert_eq!(weighted("0.01", "0.5", "CNY"), "0.01");
    assert_eq!(weighted("333", "0.5", "JPY"), "167");
    assert_eq!(weighted("999999999999999.9999", "1", "CNY"), "1000000000000000.00");
}

#[test]
fn deals_rot_after_so_many_days() {
    let day: DateTime<Utc> = "2026-02-27T12:00:00Z".parse().unwrap();
    assert_eq!(rots_at(day, 0), None);
    assert_eq!(rots_at(day, 2), Some("2026-03-01T12:00:00Z".parse().unwrap()));
}
