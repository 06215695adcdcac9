//! What is observed, in batches, and the rows of a trial.

use super::*;

pub async fn a_batch_counts_once_and_keeps_strangers_aside(store: &dyn Store) -> Told {
    let strange = sighting("stranger", 3);
    let rows = vec![sighting("line-1", 3), strange.clone(), sighting("line-1", 3)];
    let first = store.append(&Batch::Observed(rows.clone()), by()).await?;
    assert_eq!((first.accepted, first.already_known), (1, 1));
    assert_eq!(first.set_aside.len(), 1);
    assert_eq!(first.set_aside[0].entry, 1);
    assert!(first.set_aside[0].reason.contains("stranger"));

    let again = store.append(&Batch::Observed(rows), by()).await?;
    assert_eq!((again.accepted, again.already_known), (0, 2));
    assert_eq!(again.set_aside, first.set_aside);
    let kept = store.kept_aside(None, 10).await?.items;
    assert_eq!((kept.len(), kept[0].kind), (1, KindName::Sighting));
    assert_eq!((kept[0].subject.as_str(), kept[0].what.as_str()), ("stranger", "darknet"));
    assert_eq!(kept[0].arrived_at, strange.arrived_at);

    // What came before the enrolment is the history of the line, not of a stranger.
    let early = Batch::Observed(vec![sighting("line-1", 1)]);
    let early = store.append(&early, by()).await?;
    assert_eq!((early.accepted, store.kept_aside(None, 10).await?.items.len()), (1, 1));

    let many = (0..1_200).map(|n| {
        let later = noon(4) + jiff::SignedDuration::from_secs(n);
        Observed { at: later, ..sighting("line-1", 4) }
    });
    let many = Batch::Observed(many.collect());
    assert_eq!(store.append(&many, by()).await?.accepted, 1_200);
    assert_eq!(store.append(&many, by()).await?.already_known, 1_200);

    let [placed, released] = [QuarantineChange::Placed, QuarantineChange::ReleasedByStaff]
        .map(|to| Observed::at_once(name("line-1"), noon(2), What::QuarantineEvent(to)));
    let events = Batch::Observed(vec![placed, released]);
    assert_eq!(store.append(&events, by()).await?.accepted, 2);
    assert_eq!(store.append(&events, by()).await?.already_known, 2);
    Ok(())
}

pub async fn only_news_about_a_day_is_kept(store: &dyn Store) -> Told {
    use CoverageState::{ConfirmedEmpty, Delivered, Missing};
    let days = [Delivered, Delivered, Missing, Missing, Delivered].map(|s| coverage(3, s));
    let answer = store.append(&Batch::Coverage(days.to_vec()), by()).await?;
    assert_eq!((answer.accepted, answer.already_known), (3, 2));
    let other = Batch::Coverage(vec![coverage(4, ConfirmedEmpty)]);
    assert_eq!(store.append(&other, by()).await?.accepted, 1);
    assert_eq!(store.append(&other, by()).await?.already_known, 1);
    Ok(())
}

pub async fn a_batch_that_is_half_bad_writes_nothing(store: &dyn Store) -> Told {
    let before = *store.changes().borrow();
    let pages = [delivery("first", "line-1", 101), delivery("second", "line-1", 101)];
    assert_eq!(store.add_deliveries(&pages, by()).await, Err(StoreError::NotFound));
    assert_eq!(store.deliveries(&name("line-1")).await?, []);

    let entries = [entry("first", "half", 500), entry("nowhere", "bad", 501)];
    let enrolled = store.enrol_all(&entries, &turns, by()).await;
    assert_eq!(enrolled, Err(StoreError::NotFound));
    assert_eq!(store.subject(&name("half")).await, Err(StoreError::NotFound));
    assert_eq!(*store.changes().borrow(), before);

    let id = store.add_delivery(&pages[0], by()).await?;
    let kept = store.deliveries(&name("line-1")).await?;
    assert_eq!((kept[0].id, &kept[0].values), (id, &pages[0].values));
    Ok(())
}

pub async fn records_are_those_of_the_trial(store: &dyn Store) -> Told {
    let first = store.records(&name("first")).await?;
    assert_eq!(first.enrolments.len(), 33);
    assert_eq!(first.enrolments[0].subject.as_str(), "line-0");
    let n = |kind| first.of(kind).count();
    assert_eq!((n(KindName::Sighting), first.coverage.len()), (1_202, 2));
    assert_eq!((n(KindName::QuarantineEvent), n(KindName::PageServed)), (3, 1));
    assert_eq!(n(KindName::Contact), 7);
    let coded = |row: &Observed| row.contact().is_some_and(|it| it.coded_at == Some(noon(6)));
    assert!(first.observed.iter().any(coded));
    let second = store.records(&name("second")).await?;
    assert_eq!((second.enrolments.len(), second.of(KindName::Sighting).count()), (1, 0));
    assert_eq!(store.records(&name("nowhere")).await, Err(StoreError::NotFound));

    let timeline = store.timeline(&name("line-1")).await?;
    assert!(timeline.is_sorted_by_key(|entry| entry.at));
    assert!(matches!(timeline[0].event, TimelineEvent::Sighting { .. }));
    assert!(matches!(timeline[1].event, TimelineEvent::Enrolled { .. }));
    let has = |wanted: TimelineEvent| timeline.iter().any(|entry| entry.event == wanted);
    assert!(has(TimelineEvent::ReleaseAsked) && has(TimelineEvent::ReleaseAcknowledged));
    assert!(has(TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff }));
    Ok(())
}

/// A line that ends, answers, or is left out of a trial; strangers to it only where they may be.
pub async fn what_ends_answers_or_is_left_out_counts_once(store: &dyn Store) -> Told {
    let end = |subject: &str| {
        let what = What::FollowUpEnd(EndReason::OptedOut);
        Observed::at_once(name(subject), noon(8), what)
    };
    let answers = Answers { received: Some(true), read: None, distrusted: Some(false) };
    let answer =
        |subject: &str| Observed::at_once(name(subject), noon(8), What::SurveyAnswer(answers));
    let line = |subject: &str| Ineligible {
        subject: name(subject),
        at: noon(8),
        reason: "business line".to_owned(),
        arrived_at: noon(8),
    };
    let n_aside = store.kept_aside(None, 100).await?.items.len();
    for batch in [
        Batch::Observed(vec![end("line-5"), end("nobody")]),
        Batch::Observed(vec![answer("line-5"), answer("nobody")]),
        Batch::Ineligible(name("first"), vec![line("shop-1"), line("line-5")]),
    ] {
        let first = store.append(&batch, by()).await?;
        assert_eq!((first.accepted, first.set_aside[0].entry), (1, 1), "{batch:?}");
        let again = store.append(&batch, by()).await?;
        assert_eq!((again.accepted, again.already_known), (0, 1));
    }
    let nowhere = Batch::Ineligible(name("nowhere"), vec![line("shop-1")]);
    assert_eq!(store.append(&nowhere, by()).await, Err(StoreError::NotFound));
    let kept = store.kept_aside(None, 100).await?.items;
    let kinds: Vec<_> = kept.iter().rev().skip(n_aside).map(|aside| aside.kind).collect();
    assert_eq!(kinds, [KindName::FollowUpEnd, KindName::SurveyAnswer, KindName::Ineligible]);

    let records = store.records(&name("first")).await?;
    let rows = |kind| records.of(kind).cloned().collect::<Vec<_>>();
    assert_eq!(rows(KindName::FollowUpEnd), [end("line-5")]);
    assert_eq!(rows(KindName::SurveyAnswer), [answer("line-5")]);
    assert_eq!(records.ineligible, [line("shop-1")]);
    // Only the line that is in the trial; strangers are listed, and belong to no trial.
    assert_eq!(records.n_set_aside, 1);
    let timeline = store.timeline(&name("line-5")).await?;
    let has = |wanted: TimelineEvent| timeline.iter().any(|entry| entry.event == wanted);
    assert!(has(TimelineEvent::FollowUpEnded { reason: EndReason::OptedOut }));
    assert!(has(TimelineEvent::Surveyed { answers }));
    Ok(())
}

pub async fn what_is_new_since_a_change_is_told_apart(store: &dyn Store) -> Told {
    let trial = name("first");
    let before = store.records_at(&trial, None).await?;
    assert_eq!(before.change, *store.changes().borrow());
    let nothing = store.records_at(&trial, Some(before.change)).await?.records;
    let n_set_aside = before.records.n_set_aside;
    assert_eq!(nothing, Records { n_set_aside, ..Records::default() });

    store.append(&Batch::Observed(vec![sighting("line-6", 9)]), by()).await?;
    let again = store.contacts(ContactFilter::default(), None, 1).await?.items.remove(0);
    store.set_codes(again.id, &[Code::LooksFake], noon(9), by()).await?;
    store.set_codes(again.id, &[Code::AlreadyDone], noon(10), by()).await?;
    store.append(&Batch::Coverage(vec![coverage(9, CoverageState::Missing)]), by()).await?;
    let news = store.records_at(&trial, Some(before.change)).await?.records;
    assert!(news.of(KindName::Sighting).eq([&sighting("line-6", 9)]));
    assert_eq!(news.coverage.len(), before.records.coverage.len() + 1, "coverage comes as a whole");
    let contacts = news.observed.iter().filter_map(Observed::contact);
    let codes: Vec<_> = contacts.map(|row| (row.coded_at, row.codes.clone())).collect();
    assert!(codes.contains(&(Some(noon(9)), Some(vec![Code::LooksFake]))));
    assert!(codes.contains(&(Some(noon(10)), Some(vec![Code::AlreadyDone]))));
    let n = |kind| news.of(kind).count();
    assert_eq!((news.enrolments.len(), n(KindName::QuarantineEvent)), (0, 0));
    assert_eq!(n(KindName::PageServed), 0);
    Ok(())
}

/// A subject who enters a trial brings the rows with it that are known from another one.
pub async fn who_enters_a_trial_brings_its_older_rows(store: &dyn Store) -> Told {
    start(store, "earlier").await?;
    enrol(store, &entry("earlier", "old-hand", 900)).await?;
    store.append(&Batch::Observed(vec![sighting("old-hand", 9)]), by()).await?;
    let stopped = store.trial(&name("earlier")).await?;
    let reason = "Enough.".to_owned();
    let state = TrialState::Stopped { started_at: noon(1), stopped_at: noon(9), reason };
    store.save_trial(&Trial { state, ..stopped.trial }, stopped.version, by()).await?;

    start(store, "later").await?;
    let later = name("later");
    let between = store.records_at(&later, None).await?;
    assert_eq!((between.records.enrolments.len(), between.records.observed.len()), (0, 0));
    let subject: SubjectId = name("old-hand");
    enrol(store, &entry("later", subject.as_str(), 900)).await?;
    let news = store.records_at(&later, Some(between.change)).await?.records;
    assert_eq!((news.enrolments.len(), news.observed.len(), news.facts.len()), (1, 1, 1));
    Ok(())
}
