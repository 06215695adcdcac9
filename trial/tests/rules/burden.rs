//! Contacts on the burden board.

use std::collections::BTreeSet;

use trial::burden::{Burden, BurdenAnswer};
use trial::observation::{Code, ContactChannel};
use trial::report::BurdenMetric;
use trial::subject::Subjects;

use super::story::{Story, at, subject};

/// Enrolled at noon of day 0 with B = 14.
const OVER: f64 = 14.5;

fn answer(story: &Story, metric: BurdenMetric, as_known: f64) -> BurdenAnswer {
    let plan = story.plan();
    let name = subject("a");
    let subjects = Subjects::only(&story.records, &BTreeSet::from([&name]), at(as_known));
    let one = subjects.iter().next().unwrap();
    Burden::of(&plan, &one, at(as_known)).answer(metric)
}

fn called(day: f64, codes: Option<&[Code]>) -> Story {
    Story::new().contact(day, ContactChannel::HelpDesk, codes)
}

#[test]
fn a_contact_coded_so_within_the_days_is_a_yes() {
    let story = called(3.0, Some(&[Code::CannotWork]));
    assert_eq!(answer(&story, BurdenMetric::Complaint, OVER), BurdenAnswer::Yes);
    assert_eq!(answer(&story, BurdenMetric::Code(Code::CannotWork), OVER), BurdenAnswer::Yes);
    assert_eq!(answer(&story, BurdenMetric::Code(Code::WhichDevice), OVER), BurdenAnswer::No);
}

#[test]
fn nobody_is_counted_before_the_days_are_over() {
    let story = called(3.0, Some(&[Code::CannotWork]));
    assert_eq!(answer(&story, BurdenMetric::Complaint, OVER - 0.01), BurdenAnswer::NotOver);
}

#[test]
fn who_never_got_in_touch_is_a_no() {
    let no = answer(&Story::new(), BurdenMetric::Complaint, OVER);
    assert_eq!(no, BurdenAnswer::No);
}

#[test]
fn an_uncoded_contact_is_pending_not_no() {
    let story = called(3.0, None);
    assert_eq!(answer(&story, BurdenMetric::Complaint, OVER), BurdenAnswer::Pending);
    let both = story.contact(4.0, ContactChannel::Email, Some(&[Code::CannotWork]));
    assert_eq!(answer(&both, BurdenMetric::Complaint, OVER), BurdenAnswer::Yes);
}

#[test]
fn codes_that_come_later_are_pending_until_then() {
    let codes: &[Code] = &[Code::RequestsAdditionalHelp];
    let story = Story::new().contact_coded(3.0, ContactChannel::HelpDesk, Some(codes), Some(20.0));
    let metric = BurdenMetric::Code(Code::RequestsAdditionalHelp);
    assert_eq!(answer(&story, metric, 19.9), BurdenAnswer::Pending);
    assert_eq!(answer(&story, metric, 20.0), BurdenAnswer::Yes);
}

#[test]
fn a_channel_needs_no_code() {
    let story = called(3.0, None);
    let phone = BurdenMetric::Channel(ContactChannel::HelpDesk);
    assert_eq!(answer(&story, phone, OVER), BurdenAnswer::Yes);
    let form = BurdenMetric::Channel(ContactChannel::ContactForm);
    assert_eq!(answer(&story, form, OVER), BurdenAnswer::No);
}

#[test]
fn contacts_before_the_enrolment_or_after_the_days_do_not_count() {
    let complaint: Option<&[Code]> = Some(&[Code::ThreatensToTerminate]);
    for day in [0.4, 14.51] {
        let metric = BurdenMetric::Complaint;
        assert_eq!(answer(&called(day, complaint), metric, 20.0), BurdenAnswer::No, "{day}");
    }
    assert_eq!(answer(&called(14.5, complaint), BurdenMetric::Complaint, 20.0), BurdenAnswer::Yes);
}

#[test]
fn a_contact_in_the_instant_of_the_enrolment_counts() {
    let story = called(0.5, Some(&[Code::CannotWork]));
    assert_eq!(answer(&story, BurdenMetric::Complaint, OVER), BurdenAnswer::Yes);
}

#[test]
fn a_contact_that_was_read_and_is_about_nothing_is_a_no() {
    assert_eq!(answer(&called(3.0, Some(&[])), BurdenMetric::Complaint, OVER), BurdenAnswer::No);
}
