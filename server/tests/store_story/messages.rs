//! Documents, their review, and messages that come back.

use super::*;

pub async fn documents_are_saved_over_the_version_that_was_read(store: &dyn Store) -> Told {
    let id = name("iot-infection/improved/garden/en");
    assert_eq!(store.document(&id).await, Err(StoreError::NotFound));
    assert_eq!(store.save_document(&id, "x", Some(1), by()).await, Err(StoreError::Conflict));
    let first = store.save_document(&id, "one", None, by()).await?;
    assert_eq!((first.version, first.saved_at), (1, noon(1)));
    assert_eq!(store.save_document(&id, "x", None, by()).await, Err(StoreError::Conflict));
    assert_eq!(store.save_document(&id, "two", Some(1), by()).await?.version, 2);
    assert_eq!(store.save_document(&id, "x", Some(1), by()).await, Err(StoreError::Conflict));
    assert_eq!(store.document(&id).await?.source, "two");
    store.save_document(&name("iot/improved/garden/en"), "three", None, by()).await?;
    let ids: Vec<_> = store.documents().await?.into_iter().map(|d| d.id.to_string()).collect();
    assert_eq!(ids, ["iot/improved/garden/en", "iot-infection/improved/garden/en"]);

    assert_eq!(store.brand().await, Err(StoreError::NotFound));
    store.put_brand(&revision().brand, by()).await?;
    store.put_brand(&revision().brand, by()).await?;
    assert_eq!(store.brand().await?, revision().brand);

    assert_eq!(store.revision(&revision().hash).await, Err(StoreError::NotFound));
    store.put_revision(&revision(), by()).await?;
    let later = wire::message::Revision { frozen_at: noon(9), ..revision() };
    store.put_revision(&later, by()).await?;
    assert_eq!(store.revision(&revision().hash).await?, revision());
    assert_eq!(store.revisions(&revision().id).await?, [revision()]);
    assert_eq!(store.revisions(&name("iot/improved/garden/en")).await?, []);
    Ok(())
}

pub async fn a_text_in_review_is_locked_until_somebody_decides(store: &dyn Store) -> Told {
    let id = name("iot/reviewed/garden/en");
    store.save_document(&id, "one", None, by()).await?;
    let text = Revision { id: id.clone(), hash: Hash::of(b"one"), ..revision() };
    let step = |kind, person: &str| ReviewStep {
        kind,
        person: name(person),
        at: noon(2),
        note: Some(name("shorter, please")),
        waivers: vec![Waiver {
            rule: "A-03".to_owned(),
            place: content::Span::new(0, 3),
            reason: name("as sent"),
            by: name(person),
        }],
    };
    let submitted = step(ReviewStepKind::Submitted, "Ada");
    let stale = store.submit(&text, 2, &submitted, by()).await;
    assert_eq!((stale, store.revisions(&id).await?), (Err(StoreError::Conflict), Vec::new()));
    store.submit(&text, 1, &submitted, by()).await?;
    assert_eq!(store.submit(&text, 1, &submitted, by()).await, Err(StoreError::InReview));
    let edit = store.save_document(&id, "two", Some(1), by()).await;
    assert_eq!(edit, Err(StoreError::InReview));

    let decision = |hash: &[u8]| StoredStep {
        revision: Hash::of(hash),
        step: step(ReviewStepKind::Approved, "Ben"),
    };
    assert_eq!(store.decide(&id, &decision(b"other"), by()).await, Err(StoreError::Conflict));
    assert_eq!(store.approved().await?, []);
    store.decide(&id, &decision(b"one"), by()).await?;
    assert_eq!(store.decide(&id, &decision(b"one"), by()).await, Err(StoreError::Conflict));
    assert_eq!(store.approved().await?, [Revision { reviewed: true, ..text }]);
    let steps = store.review_steps(&id).await?;
    assert_eq!((&steps[0].step, &steps[1]), (&submitted, &decision(b"one")));
    assert_eq!(store.save_document(&id, "two", Some(1), by()).await?.version, 2);
    Ok(())
}

pub async fn an_import_is_all_or_nothing(store: &dyn Store) -> Told {
    let (known, new) = (name("iot/improved/garden/en"), name("iot/improved/garden/nl"));
    let brand = || {
        let facts = content::BrandFacts::from(revision().brand);
        content::Brand::new(content::BrandFacts { name: "Other".to_owned(), ..facts }).ok()
    };
    let mut import = NewImport {
        documents: vec![(new, "nieuw".to_owned()), (known, "other".to_owned())],
        brand: brand(),
        overwrite: false,
    };
    let known = import.documents[1].0.clone();
    let differ = ImportAnswer::Differ { documents: vec![known.clone()], brand: true };
    assert_eq!(store.import(&import, by()).await?, differ);
    assert_eq!(store.document(&import.documents[0].0).await, Err(StoreError::NotFound));
    assert_eq!(store.brand().await?, revision().brand);

    import.overwrite = true;
    let ImportAnswer::Done(done) = store.import(&import, by()).await? else {
        panic!("it may overwrite")
    };
    assert_eq!((done.created.len(), done.replaced), (1, vec![known.clone()]));
    assert_eq!(store.document(&known).await?.version, 2);
    assert_eq!(store.brand().await.ok(), brand());
    import.overwrite = false;
    let again = store.import(&import, by()).await?;
    assert!(matches!(again, ImportAnswer::Done(done) if done.unchanged.len() == 2));
    Ok(())
}
