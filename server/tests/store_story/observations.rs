//! What is observed, in batches, and the rows of a trial.

use super::*;

pub async fn a_batch_counts_once_and_keeps_strangers_aside(store: &dyn Store) -> Told {
    let strange = sighting("stranger", 3);
    let rows = vec![sighting("line-1", 3), strange.clone(), sighting("line-1", 3)];
    let first = store.append(&Batch::Sightings(rows.clone()), by()).await?;
    assert_eq!((first.accepted, first.already_known), (1, 1));
    assert_eq!(first.set_aside.len(), 1);
    assert_eq!(first.set_aside[0].entry, 1);
    assert!(first.set_aside[0].reason.contains("stranger"));

    let again = store.append(&Batch::Sightings(rows), by()).await?;
    assert_eq!((again.accepted, again.already_known), (0, 2));
    assert_eq!(again.set_aside, first.set_aside);
    let kept = store.kept_aside(None, 10).await?.items;
    assert_eq!((kept.len(), kept[0].kind), (1, AsideKind::Sighting));
    assert_eq!((kept[0].subject.as_str(), kept[0].what.as_str()), ("stranger", "darknet"));
    assert_eq!(kept[0].arrived_at, strange.arrived_at);

    let early = Batch::Sightings(vec![sighting("line-1", 1)]);
    let early = store.append(&early, by()).await?;
    assert!(early.set_aside[0].reason.contains("before line-1 was enrolled"));
    assert_eq!((early.accepted, store.kept_aside(None, 10).await?.items.len()), (0, 2));

    let many = (0..1_200).map(|n| {
        let later = noon(4) + jiff::SignedDuration::from_secs(n);
        trial::observation::Sighting { at: later, ..sighting("line-1", 4) }
    });
    let many = Batch::Sightings(many.collect());
    assert_eq!(store.append(&many, by()).await?.accepted, 1_200);
    assert_eq!(store.append(&many, by()).await?.already_known, 1_200);

    let placed = QuarantineEvent {
        subject: name("line-1"),
        at: noon(2),
        change: QuarantineChange::Placed,
        arrived_at: noon(2),
    };
    let released = QuarantineEvent { change: QuarantineChange::ReleasedByStaff, ..placed.clone() };
    let events = Batch::Quarantine(vec![placed, released]);
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
    assert_eq!((first.sightings.len(), first.coverage.len()), (1_201, 2));
    assert_eq!((first.quarantine.len(), first.contacts.len(), first.pages.len()), (3, 7, 1));
    assert!(first.contacts.iter().any(|c| c.coded_at == Some(noon(6))));
    let second = store.records(&name("second")).await?;
    assert_eq!((second.enrolments.len(), second.sightings.len()), (1, 0));
    assert_eq!(store.records(&name("nowhere")).await, Err(StoreError::NotFound));

    let timeline = store.timeline(&name("line-1")).await?;
    assert!(timeline.is_sorted_by_key(|entry| entry.at));
    assert!(matches!(timeline[0].event, TimelineEvent::Enrolled { .. }));
    let has = |wanted: TimelineEvent| timeline.iter().any(|entry| entry.event == wanted);
    assert!(has(TimelineEvent::ReleaseAsked) && has(TimelineEvent::ReleaseAcknowledged));
    assert!(has(TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff }));
    Ok(())
}

/// A line that ends, answers, or is left out of a trial; strangers to it only where they may be.
pub async fn what_ends_answers_or_is_left_out_counts_once(store: &dyn Store) -> Told {
    let end = |subject: &str| FollowUpEnd {
        subject: name(subject),
        at: noon(8),
        reason: EndReason::OptedOut,
        arrived_at: noon(8),
    };
    let answer = |subject: &str| SurveyAnswer {
        subject: name(subject),
        at: noon(8),
        received: Some(true),
        read: None,
        distrusted: Some(false),
        arrived_at: noon(8),
    };
    let line = |subject: &str| Ineligible {
        subject: name(subject),
        at: noon(8),
        reason: "business line".to_owned(),
        arrived_at: noon(8),
    };
    let n_aside = store.kept_aside(None, 100).await?.items.len();
    for batch in [
        Batch::Endings(vec![end("line-5"), end("nobody")]),
        Batch::Surveys(vec![answer("line-5"), answer("nobody")]),
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
    assert_eq!(kinds, [AsideKind::FollowUpEnd, AsideKind::SurveyAnswer, AsideKind::Ineligible]);

    let records = store.records(&name("first")).await?;
    assert_eq!((records.endings, records.surveys), (vec![end("line-5")], vec![answer("line-5")]));
    assert_eq!(records.ineligible, [line("shop-1")]);
    assert_eq!(records.n_set_aside, kept.len() as u64);
    let timeline = store.timeline(&name("line-5")).await?;
    let has = |wanted: TimelineEvent| timeline.iter().any(|entry| entry.event == wanted);
    assert!(has(TimelineEvent::FollowUpEnded { reason: EndReason::OptedOut }));
    let answers = Answers { received: Some(true), read: None, distrusted: Some(false) };
    assert!(has(TimelineEvent::Surveyed { answers }));
    Ok(())
}

pub async fn what_is_new_since_a_change_is_told_apart(store: &dyn Store) -> Told {
    let trial = name("first");
    let before = store.records_at(&trial, None).await?;
    assert_eq!(before.change, *store.changes().borrow());
    let nothing = store.records_at(&trial, Some(before.change)).await?.records;
    let opened = Some(Vec::new());
    let n_set_aside = before.records.n_set_aside;
    assert_eq!(nothing, Records { opened, n_set_aside, ..Records::default() });

    store.append(&Batch::Sightings(vec![sighting("line-6", 9)]), by()).await?;
    let again = store.contacts(ContactFilter::default(), None, 1).await?.items.remove(0);
    store.set_codes(again.id, &[Code::LooksFake], noon(9), by()).await?;
    store.set_codes(again.id, &[Code::AlreadyDone], noon(10), by()).await?;
    store.append(&Batch::Coverage(vec![coverage(9, CoverageState::Missing)]), by()).await?;
    let news = store.records_at(&trial, Some(before.change)).await?.records;
    assert_eq!(news.sightings, [sighting("line-6", 9)]);
    assert_eq!(news.coverage.len(), before.records.coverage.len() + 1, "coverage comes as a whole");
    let codes: Vec<_> = news.contacts.iter().map(|row| (row.coded_at, row.codes.clone())).collect();
    assert!(codes.contains(&(Some(noon(9)), Some(vec![Code::LooksFake]))));
    assert!(codes.contains(&(Some(noon(10)), Some(vec![Code::AlreadyDone]))));
    assert_eq!((news.enrolments.len(), news.quarantine.len(), news.pages.len()), (0, 0, 0));
    Ok(())
}

/// A subject who enters a trial brings the rows with it that are known from another one.
pub async fn who_enters_a_trial_brings_its_older_rows(store: &dyn Store) -> Told {
    start(store, "earlier").await?;
    enrol(store, &entry("earlier", "old-hand", 900)).await?;
    store.append(&Batch::Sightings(vec![sighting("old-hand", 9)]), by()).await?;
    let stopped = store.trial(&name("earlier")).await?;
    let reason = "Enough.".to_owned();
    let state = TrialState::Stopped { started_at: noon(1), stopped_at: noon(9), reason };
    store.save_trial(&Trial { state, ..stopped.trial }, stopped.version, by()).await?;

    start(store, "later").await?;
    let later = name("later");
    let between = store.records_at(&later, None).await?;
    assert_eq!((between.records.enrolments.len(), between.records.sightings.len()), (0, 0));
    let subject: SubjectId = name("old-hand");
    enrol(store, &entry("later", subject.as_str(), 900)).await?;
    let news = store.records_at(&later, Some(between.change)).await?.records;
    assert_eq!((news.enrolments.len(), news.sightings.len(), news.facts.len()), (1, 1, 1));
    Ok(())
}
