//! Lists against a real store.

use super::*;
use crate::ids::UserId;
use crate::store::testing::table;

fn entry(identity: &str, member: Taker) -> Entry {
    Entry::new(Medication::default(), identity, member)
}

#[tokio::test]
async fn of_two_changes_of_one_version_one_comes_second() {
    let lists = MedicineLists::new(table().await);
    let owner = Owner::proven(UserId::generate());
    let entry = entry("a", None);
    lists.add(owner, &entry, None).await.unwrap();
    let changed = |notes: &str| {
        let medication = Medication {
            notes: Some(notes.to_owned()),
            ..Medication::default()
        };
        entry.changed(medication, crate::store::now())
    };
    let (one, other) = (changed("one"), changed("other"));
    let came = tokio::join!(lists.replace(owner, &one), lists.replace(owner, &other));
    let came = [came.0.unwrap(), came.1.unwrap()];
    assert!(
        came.contains(&Replaced::Yes) && came.contains(&Replaced::Overtaken),
        "{came:?}"
    );
    let kept = lists.get(owner, entry.id).await.unwrap().unwrap();
    assert_eq!(kept.version, 1);
    assert!(lists.remove(owner, entry.id).await.unwrap());
    assert_eq!(
        lists.replace(owner, &kept).await.unwrap(),
        Replaced::Overtaken
    );
}

#[tokio::test]
async fn one_medicine_may_be_on_several_lists_and_twice_on_none() {
    let lists = MedicineLists::new(table().await);
    let owner = Owner::proven(UserId::generate());
    let (mother, child) = (MemberId::generate(), MemberId::generate());
    for taker in [None, Some(mother), Some(child)] {
        let tries = (0..4).map(|_| async move { entry("a", taker) });
        let mut added = 0;
        for one in futures::future::join_all(tries).await {
            added += usize::from(lists.add(owner, &one, None).await.unwrap() == Added::Yes);
        }
        assert_eq!(added, 1);
        assert_eq!(lists.all_of(owner, taker).await.unwrap().len(), 1);
    }
    let nobody = Key::new(format!("USER#{owner}"), "MEMBER#none");
    let refused = lists
        .add(owner, &entry("b", Some(mother)), Some(&nobody))
        .await;
    assert_eq!(refused.unwrap(), Added::Nobody);
}
