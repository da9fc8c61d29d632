//! Households against a real store.

use super::*;
use crate::ids::UserId;
use crate::store::testing::table;

pub(super) fn owner() -> Owner {
    Owner::proven(UserId::generate())
}

pub(super) fn member(name: &str) -> Member {
    Member::new(name.to_owned(), "child".to_owned(), Health::default())
}

#[tokio::test]
async fn a_family_grows_to_twenty_and_no_further_whoever_adds() {
    let households = Households::new(table().await);
    let owner = owner();
    for _ in 0..MAX_MEMBERS - 2 {
        let added = households.join(owner, &member("a")).await.unwrap();
        assert_eq!(added, FamilyAdded::Yes);
    }
    let late: Vec<Member> = (0..5).map(|_| member("b")).collect();
    let tries = late.iter().map(|member| households.join(owner, member));
    let came = futures::future::try_join_all(tries).await.unwrap();
    let joined = came.iter().filter(|added| **added == FamilyAdded::Yes);
    assert_eq!(joined.count(), 2, "{came:?}");
    let family = households.family(owner).await.unwrap();
    assert_eq!(family.len(), 20);
    assert_eq!(family[0].name, "a");

    // Whoever leaves makes room, once.
    let gone = family[0].id;
    assert!(households.let_leave(owner, gone).await.unwrap());
    assert_eq!(households.member(owner, gone).await.unwrap(), None);
    assert_eq!(households.family(owner).await.unwrap().len(), 19);
    for _ in 0..2 {
        households.see_off(owner, gone).await.unwrap();
    }
    assert!(!households.let_leave(owner, gone).await.unwrap());
    let again = [member("c"), member("d")];
    let added = households.join(owner, &again[0]).await.unwrap();
    assert_eq!(added, FamilyAdded::Yes);
    let added = households.join(owner, &again[1]).await.unwrap();
    assert_eq!(added, FamilyAdded::Full);
}

#[tokio::test]
async fn of_two_changes_of_one_version_one_comes_second() {
    let households = Households::new(table().await);
    let owner = owner();
    let settings = households.settings(owner).await.unwrap();
    assert_eq!(settings, Settings::default());
    assert_eq!(settings.reminder_time.to_string(), "09:00");
    let came = tokio::join!(
        households.set(owner, &settings),
        households.set(owner, &settings)
    );
    let came = [came.0.unwrap(), came.1.unwrap()];
    assert!(
        came.contains(&Written::Yes) && came.contains(&Written::Overtaken),
        "{came:?}"
    );

    let member = member("a");
    households.join(owner, &member).await.unwrap();
    assert_eq!(
        households.describe(owner, &member).await.unwrap(),
        Written::Yes
    );
    assert_eq!(
        households.describe(owner, &member).await.unwrap(),
        Written::Overtaken
    );
    let nobody = households.describe(self::owner(), &member).await.unwrap();
    assert_eq!(nobody, Written::Overtaken);
}

#[tokio::test]
async fn a_member_who_leaves_is_not_described_any_more() {
    let households = Households::new(table().await);
    let owner = owner();
    let member = member("a");
    households.join(owner, &member).await.unwrap();
    households.let_leave(owner, member.id).await.unwrap();
    assert_eq!(
        households.describe(owner, &member).await.unwrap(),
        Written::Overtaken
    );
}
