//! The only place that asks the system what day and hour it is, and what the work has cost.

use std::time::Instant;

/// Today, as the user's calendar shows it: year, month, day.
#[expect(clippy::disallowed_methods, reason = "the edge is where the clock is read")]
pub(crate) fn today() -> (i16, i8, i8) {
    let today = jiff::Zoned::now().date();
    (today.year(), today.month(), today.day())
}

/// Now, as registers write it.
#[expect(clippy::disallowed_methods, reason = "the edge is where the clock is read")]
pub(crate) fn now() -> actions::Moment {
    actions::Moment(u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or(0))
}

/// Wall and processor seconds since some moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Seconds by the clock on the wall.
    pub(crate) wall: f64,
    /// Processor seconds of this process, over all its threads.
    pub(crate) cpu: f64,
}

/// Measures what the work costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meter {
    start: Instant,
}

impl Meter {
    /// Starts to measure.
    pub(crate) fn start() -> Self {
        Self {
            start: Instant::now(),
        }
    }

    /// What has been spent up to now.
    pub(crate) fn spent(&self) -> Cost {
        let cpu = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        Cost {
            wall: self.start.elapsed().as_secs_f64(),
            cpu: cpu.tv_sec as f64 + cpu.tv_nsec as f64 / 1e9,
        }
    }
}

/// The most memory this process has held, in MiB, where the system tells.
pub(crate) fn peak_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib / 1024.0)
}
