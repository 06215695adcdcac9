//! The store as a whole: lists, changes, a restart.

use super::*;

pub async fn lists_come_in_pages(store: &dyn Store) -> Told {
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.subjects(Some(&name("first")), after, 10).await?;
        seen.extend(page.items.into_iter().map(|subject| subject.id));
        let Some(next) = page.next else { break };
        after = Some(next.parse().expect("the cursor is a number"));
    }
    assert_eq!(seen.len(), 33);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 33);
    let newest = store.subjects(None, None, 1).await?;
    assert_eq!(newest.items[0].id.as_str(), "made-up");
    let trials: Vec<_> = store.trials().await?.into_iter().map(|t| t.trial.id).collect();
    assert_eq!(trials, ["demo", "second", "first"].map(name::<TrialId>));
    Ok(())
}

pub async fn changes_are_told_and_noted(store: &dyn Store) -> Told {
    let mut changes = store.changes();
    let before = *changes.borrow_and_update();
    store.ask_release(&name("line-2"), noon(9), by()).await?;
    assert!(*changes.borrow_and_update() > before);
    store.ask_release(&name("line-2"), noon(9), by()).await?;
    assert!(
        !changes.has_changed().expect("the store is open"),
        "nothing changed, so nothing is told"
    );

    let newest = store.audit(None, 1).await?.items;
    assert_eq!((newest[0].what.as_str(), newest[0].who.as_str()), ("release_asked", by().who));
    assert_eq!(newest[0].about["subject"], "line-2");
    let all = store.audit(None, 1_000).await?.items;
    assert_eq!(all.iter().filter(|entry| entry.what == "subject_enrolled").count(), 35);
    Ok(())
}

pub async fn a_restart_keeps_everything(engine: &Engine, store: Arc<dyn Store>) -> Told {
    let first = name("first");
    let before = (store.records(&first).await?, store.trials().await?, store.documents().await?);
    let n_changes = *store.changes().borrow();
    store.close().await;
    assert!(matches!(store.trials().await, Err(StoreError::Unavailable(_))));

    let store = open(engine).await?;
    let after = (store.records(&first).await?, store.trials().await?, store.documents().await?);
    assert_eq!(after, before);
    assert_eq!(store.seed(&first).await?, seed());
    assert_eq!(*store.changes().borrow(), n_changes);
    let known = enrolled(enrol(&*store, &entry("first", "line-0", 700)).await?);
    assert_eq!((known.1.ordinal, known.2), (0, false));
    Ok(())
}
