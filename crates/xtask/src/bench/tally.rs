//! What was measured: the telling part on the screen, all of it for the file.

use std::time::Duration;

/// Lines as they come.
#[derive(Default)]
pub(super) struct Tally {
    all: String,
}

/// How long one request took, again and again.
pub(super) struct Timing {
    pub(super) what: String,
    pub(super) times: Vec<Duration>,
    /// The last answer that was none of success.
    pub(super) refused: Option<u16>,
}

impl Tally {
    /// A line for screen and file.
    pub(super) fn say(&mut self, line: impl AsRef<str>) {
        println!("{}", line.as_ref());
        self.note(line);
    }

    fn note(&mut self, line: impl AsRef<str>) {
        self.all.push_str(line.as_ref());
        self.all.push('\n');
    }

    /// The slowest first, all of them in the file and on the screen those that miss `aim` and a few more.
    pub(super) fn rank(&mut self, title: &str, aim: Duration, mut timings: Vec<Timing>) {
        const SHOWN: usize = 5;
        timings.sort_by_key(|timing| std::cmp::Reverse((timing.refused, timing.percentile(95))));
        let missed = timings.iter().filter(|timing| timing.misses(aim)).count();
        let aim_ms = aim.as_millis();
        self.say(format!("\n{title}: {missed} of {} over {aim_ms} ms (p95)", timings.len()));
        for (place, timing) in timings.iter().enumerate() {
            let mark = if timing.misses(aim) { "!" } else { " " };
            let line = format!("{mark} {:>9.1} ms  {}", milliseconds(timing.percentile(95)), timing.what);
            let line = timing.refused.map_or(line.clone(), |status| format!("{line}  ({status})"));
            if place < missed + SHOWN { self.say(line) } else { self.note(line) }
        }
    }

    /// Everything that was said or noted.
    pub(super) fn all(&self) -> &str {
        &self.all
    }
}

impl Timing {
    /// The time within which so many of a hundred requests were answered.
    pub(super) fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times.get(place).copied().unwrap_or_default()
    }

    fn misses(&self, aim: Duration) -> bool {
        self.refused.is_some() || self.percentile(95) > aim
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentile_is_the_nearest_rank() {
        let times = (1..=20).map(Duration::from_millis).collect();
        let timing = Timing { what: String::new(), times, refused: None };
        assert_eq!(timing.percentile(95), Duration::from_millis(19));
        assert_eq!(timing.percentile(50), Duration::from_millis(10));
    }
}
