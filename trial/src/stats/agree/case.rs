//! One reference case, parsed field by field, and the numbers computed in answer.

use serde_json::Value;

use crate::stats::life_table::{LifeTable, Observed};
use crate::stats::rate::{Count, Interval, InvalidCount};

/// One case of the file, beside the file's data sets.
pub struct Case<'a> {
    /// The case itself.
    pub raw: &'a Value,
    /// Times, events and groups by the name of their data set.
    pub datasets: &'a Value,
}

/// Why a case of a known family cannot be computed.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// An input is absent or of another kind.
    #[error("cannot read the input {0:?}")]
    Input(String),
    /// A count above its total.
    #[error(transparent)]
    Count(#[from] InvalidCount),
    /// A choice that is not among ours.
    #[error("{0:?} is not known as {1}")]
    Choice(String, &'static str),
    /// The statistic has no value for these inputs.
    #[error("no value exists for these inputs")]
    NoValue,
}

/// Named numbers in answer to a case; a single number is a list of one.
#[derive(Default)]
pub struct Answer(pub Vec<(&'static str, Vec<f64>)>);

impl Answer {
    /// Adds a number.
    pub fn number(mut self, name: &'static str, value: f64) -> Answer {
        self.0.push((name, vec![value]));
        self
    }

    /// Adds a list of numbers.
    pub fn list(mut self, name: &'static str, values: Vec<f64>) -> Answer {
        self.0.push((name, values));
        self
    }

    /// Adds `low` and `high`.
    pub fn interval(self, interval: Interval) -> Answer {
        self.number("low", interval.low).number("high", interval.high)
    }
}

impl Case<'_> {
    /// An input by name, if it is there.
    pub fn input(&self, name: &str) -> Option<&Value> {
        self.raw.get("inputs")?.get(name)
    }

    /// An input read in some way; unreadable when that fails.
    fn read<T>(&self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Result<T, Unreadable> {
        self.input(name).and_then(read).ok_or_else(|| Unreadable::Input(name.to_owned()))
    }

    /// A number, also one of the three that JSON lacks.
    pub fn number(&self, name: &str) -> Result<f64, Unreadable> {
        self.read(name, number)
    }

    /// A number, or `default` when the input is absent.
    pub fn number_or(&self, name: &str, default: f64) -> Result<f64, Unreadable> {
        if self.input(name).is_none() { Ok(default) } else { self.number(name) }
    }

    /// A whole number from 0 up.
    pub fn whole(&self, name: &str) -> Result<u64, Unreadable> {
        self.read(name, whole)
    }

    /// A word.
    pub fn word(&self, name: &str) -> Result<&str, Unreadable> {
        self.input(name).and_then(Value::as_str).ok_or_else(|| Unreadable::Input(name.to_owned()))
    }

    /// A list of numbers.
    pub fn numbers(&self, name: &str) -> Result<Vec<f64>, Unreadable> {
        self.read(name, numbers)
    }

    /// A list of whole numbers.
    pub fn wholes(&self, name: &str) -> Result<Vec<u64>, Unreadable> {
        self.read(name, |value| value.as_array()?.iter().map(whole).collect())
    }

    /// Two whole numbers as a count: the first of the second.
    pub fn count(&self, x: &str, n: &str) -> Result<Count, Unreadable> {
        Ok(Count::new(self.whole(x)?, self.whole(n)?)?)
    }

    /// The two arms of a comparison.
    pub fn arms(&self) -> Result<(Count, Count), Unreadable> {
        Ok((self.count("x1", "n1")?, self.count("x2", "n2")?))
    }

    /// The two-sided error rate, 0.05 unless the case says otherwise.
    pub fn alpha(&self) -> Result<f64, Unreadable> {
        self.number_or("alpha", 0.05)
    }

    /// A column of the case's data set, or of the case itself when it brings its own times.
    pub fn column(&self, name: &str) -> Result<Vec<f64>, Unreadable> {
        let Some(dataset) = self.input("dataset").and_then(Value::as_str) else {
            return self.numbers(name);
        };
        let column = self.datasets.get(dataset).and_then(|dataset| dataset.get(name));
        column.and_then(numbers).ok_or_else(|| Unreadable::Input(format!("{dataset}.{name}")))
    }

    /// The one column of the case's data set whose name begins so.
    pub fn only_column_like(&self, prefix: &str) -> Result<Vec<f64>, Unreadable> {
        let columns = self.datasets.get(self.word("dataset")?).and_then(Value::as_object);
        let mut names = columns.into_iter().flat_map(|columns| columns.keys());
        let found = names.find(|name| name.starts_with(prefix));
        self.column(found.ok_or_else(|| Unreadable::Input(prefix.to_owned()))?)
    }

    /// The subjects that `keep` holds for, by their place in the data set.
    pub fn observed(&self, keep: impl Fn(usize) -> bool) -> Result<Vec<Observed>, Unreadable> {
        let (times, events) = (self.column("time")?, self.column("event")?);
        let rows = times.into_iter().zip(events).enumerate().filter(|(at, _)| keep(*at));
        Ok(rows.map(|(_, (time, event))| Observed { time, event: event != 0.0 }).collect())
    }

    /// The life table of one group; of all subjects when no group is named.
    pub fn group(&self, group: Option<f64>) -> Result<LifeTable, Unreadable> {
        let Some(group) = group else {
            return Ok(LifeTable::new(&self.observed(|_| true)?));
        };
        let groups = self.column("group")?;
        let is_member = |at: usize| groups.get(at) == Some(&group);
        Ok(LifeTable::new(&self.observed(is_member)?))
    }
}

/// A number as the file writes it: JSON's own, or "inf", "-inf", "nan"; null means no number.
pub fn number(value: &Value) -> Option<f64> {
    match value.as_str() {
        Some("inf") => Some(f64::INFINITY),
        Some("-inf") => Some(f64::NEG_INFINITY),
        Some("nan") => Some(f64::NAN),
        Some(_) => None,
        None if value.is_null() => Some(f64::NAN),
        None => value.as_bool().map(f64::from).or_else(|| value.as_f64()),
    }
}

fn numbers(value: &Value) -> Option<Vec<f64>> {
    value.as_array()?.iter().map(number).collect()
}

/// A count may be written as 40 or as 40.0.
fn whole(value: &Value) -> Option<u64> {
    let exact = |number: &f64| *number >= 0.0 && *number < 9e15 && number.fract() == 0.0;
    value.as_u64().or_else(|| value.as_f64().filter(exact).map(|number| number as u64))
}
