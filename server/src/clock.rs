//! What time it is: the machine's, or a test's. Nothing else in the server asks the machine.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

/// Where the present comes from.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// The time of a test; `None` for the machine's.
    test: Option<Arc<Mutex<Timestamp>>>,
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
        Clock { test: None }
    }

    /// A clock that stands still until it is moved.
    pub fn test(now: Timestamp) -> Clock {
        Clock { test: Some(Arc::new(Mutex::new(now))) }
    }

    /// The present.
    pub fn now(&self) -> Timestamp {
        match &self.test {
            Some(test) => *test.lock().unwrap_or_else(PoisonError::into_inner),
            None => Timestamp::now(),
        }
    }

    /// Whether the clock is moved by hand.
    pub fn is_test(&self) -> bool {
        self.test.is_some()
    }

    /// Moves a test clock forward; the machine's clock stays as it is.
    ///
    /// # Errors
    /// [`MovedBack`] if `now` is before the present.
    pub fn move_to(&self, now: Timestamp) -> Result<(), MovedBack> {
        let Some(test) = &self.test else { return Ok(()) };
        let mut present = test.lock().unwrap_or_else(PoisonError::into_inner);
        if now < *present {
            return Err(MovedBack { now: *present });
        }
        *present = now;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
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
}
