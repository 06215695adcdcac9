//! The clock: the machine's, or a test's. Nothing else in the server asks the machine.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

/// Where the present comes from. It never runs backwards, so that rows arrive in order: while the
/// machine's clock is set back, time stands still.
#[derive(Clone, Debug)]
pub struct Clock {
    source: Source,
    /// The latest present that was told.
    latest: Arc<Mutex<Timestamp>>,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    /// Asks the machine.
    Real(fn() -> Timestamp),
    /// Stands still until it is moved.
    Test,
}

/// Time does not run backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the clock stands at {now} and cannot go back")]
pub struct MovedBack {
    /// Where it stands.
    pub now: Timestamp,
}

impl Clock {
    /// The machine's clock.
    pub fn real() -> Clock {
        Clock::asking(Timestamp::now)
    }

    /// A clock that stands still until it is moved.
    pub fn test(now: Timestamp) -> Clock {
        Clock { source: Source::Test, latest: Arc::new(Mutex::new(now)) }
    }

    fn asking(machine: fn() -> Timestamp) -> Clock {
        Clock { source: Source::Real(machine), latest: Arc::new(Mutex::new(Timestamp::MIN)) }
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        let mut latest = self.latest();
        if let Source::Real(machine) = self.source {
            *latest = machine().max(*latest);
        }
        *latest
    }

    /// From here on no present lies before `at`. A test clock stays where it is.
    pub fn go_on_from(&self, at: Timestamp) {
        let mut latest = self.latest();
        if !self.is_test() {
            *latest = at.max(*latest);
        }
    }

    /// Whether the clock is moved by hand.
    pub fn is_test(&self) -> bool {
        matches!(self.source, Source::Test)
    }

    /// Moves a test clock forward; the machine's clock stays as it is.
    ///
    /// # Errors
    /// [`MovedBack`] if `now` is before the present.
    pub fn move_to(&self, now: Timestamp) -> Result<(), MovedBack> {
        let mut present = self.latest();
        if !self.is_test() {
            return Ok(());
        }
        if now < *present {
            return Err(MovedBack { now: *present });
        }
        *present = now;
        Ok(())
    }

    fn latest(&self) -> MutexGuard<'_, Timestamp> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[test]
    fn a_test_clock_stands_still_until_it_is_moved_and_never_goes_back() {
        let [early, late]: [Timestamp; 2] =
            ["2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z"].map(|text| text.parse().unwrap());
        let clock = Clock::test(early);
        assert_eq!(clock.now(), early);
        assert_eq!(clock.clone().move_to(late), Ok(()));
        assert_eq!(clock.now(), late);
        assert_eq!(clock.move_to(early), Err(MovedBack { now: late }));
    }

    #[test]
    fn time_stands_still_while_the_machine_is_set_back() {
        static SECOND: AtomicI64 = AtomicI64::new(7200);
        let at = |second| Timestamp::from_second(second).unwrap();
        let clock = Clock::asking(|| {
            Timestamp::from_second(SECOND.load(Ordering::Relaxed)).unwrap_or_default()
        });
        assert_eq!(clock.now(), at(7200));
        SECOND.store(3600, Ordering::Relaxed);
        assert_eq!(clock.now(), at(7200));
        SECOND.store(7201, Ordering::Relaxed);
        assert_eq!(clock.clone().now(), at(7201));
    }
}
