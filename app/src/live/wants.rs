//! The trials that the tabs of this browser show, as the tabs have told each other.

use std::collections::{BTreeMap, BTreeSet};

/// A tab tells anew every few seconds; one that has not for this long, in milliseconds, is gone.
const GONE_AFTER_MS: f64 = 30_000.0;

/// What each tab shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wants(BTreeMap<String, Want>);

#[derive(Clone, Debug, PartialEq)]
struct Want {
    trials: BTreeSet<String>,
    told_ms: f64,
}

impl Wants {
    /// A tab shows these trials; whether that is news.
    pub fn tell(&mut self, tab: &str, trials: BTreeSet<String>, now_ms: f64) -> bool {
        let before =
            self.0.insert(tab.to_owned(), Want { trials: trials.clone(), told_ms: now_ms });
        before.is_none_or(|before| before.trials != trials)
    }

    /// A tab shows nothing any more.
    pub fn forget(&mut self, tab: &str) {
        self.0.remove(tab);
    }

    /// Forgets tabs that were closed without a word.
    pub fn prune(&mut self, now_ms: f64) {
        self.0.retain(|_, want| now_ms - want.told_ms < GONE_AFTER_MS);
    }

    /// The trials that some tab shows.
    pub fn trials(&self) -> BTreeSet<String> {
        self.0.values().flat_map(|want| want.trials.iter().cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(trials: &[&str]) -> BTreeSet<String> {
        trials.iter().map(|&trial| trial.to_owned()).collect()
    }

    #[test]
    fn a_trial_is_wanted_as_long_as_some_tab_shows_it() {
        let mut wants = Wants::default();
        assert!(wants.tell("a", set(&["autumn"]), 0.0));
        assert!(wants.tell("b", set(&["autumn", "winter"]), 0.0));
        assert!(!wants.tell("b", set(&["autumn", "winter"]), 1.0), "told again");
        wants.forget("a");
        assert_eq!(wants.trials(), set(&["autumn", "winter"]));
        assert!(wants.tell("b", set(&["winter"]), 2.0));
        assert_eq!(wants.trials(), set(&["winter"]));
    }

    #[test]
    fn a_tab_that_ended_without_a_word_is_forgotten() {
        let mut wants = Wants::default();
        wants.tell("a", set(&["autumn"]), 0.0);
        wants.tell("b", set(&["winter"]), 20_000.0);
        wants.prune(31_000.0);
        assert_eq!(wants.trials(), set(&["winter"]));
    }
}
