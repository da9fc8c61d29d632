//! Inboxes against a real store.

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::Owner;
use crate::ids::{RecordId, UserId};
use crate::store::PageRequest;
use crate::store::testing::table;

const FIRST: PageRequest<RecordId> = PageRequest {
    limit: 100,
    after: None,
};

fn owner() -> Owner {
    Owner::proven(UserId::generate())
}

fn water(reminder: RecordId, at: Timestamp) -> Notice {
    let message = Message::Remember {
        reminder,
        text: "water".to_owned(),
        time: "08:00".parse().unwrap(),
    };
    Notice::reminder(reminder, at, message)
}

fn cheaper(entry: RecordId) -> Notice {
    let subject = Subject {
        entry,
        name: "a".to_owned(),
        medicine: None,
        member: None,
        who: None,
    };
    Notice::cheaper(subject, 200, 100, jiff::civil::date(2026, 1, 31))
}

async fn told(notices: &Notices, owner: Owner, notice: &Notice) -> RecordId {
    match notices.tell(owner, notice, Timestamp::now()).await.unwrap() {
        Told::Now(id) => id,
        Told::Before => panic!("it was told before"),
    }
}

#[tokio::test]
async fn an_event_is_told_once_however_many_find_it() {
    let notices = Notices::new(table().await);
    let (one, other) = (owner(), owner());
    let now = Timestamp::now();
    let notice = water(RecordId::generate(), now);
    let tries = (0..8).map(|_| notices.tell(one, &notice, now));
    let tries = futures::future::join_all(tries).await;
    let times = tries.iter().filter(|told| matches!(told, Ok(Told::Now(_))));
    assert_eq!(times.count(), 1, "{tries:?}");
    assert!(tries.iter().all(Result::is_ok), "{tries:?}");
    // The next occurrence is another event, and another person's inbox another one.
    let later = now + SignedDuration::from_mins(1);
    let reminder = RecordId::generate();
    told(&notices, one, &water(reminder, now)).await;
    told(&notices, one, &water(reminder, later)).await;
    told(&notices, other, &notice).await;
    let inbox = notices.page(one, Filter::default(), FIRST).await.unwrap();
    assert_eq!(inbox.items.len(), 3);
}

#[tokio::test]
async fn what_is_read_is_no_longer_unread_and_what_comes_later_is() {
    let notices = Notices::new(table().await);
    let owner = owner();
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(told(&notices, owner, &cheaper(RecordId::generate())).await);
        // Ids of one millisecond are in no order.
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    let reminder = water(RecordId::generate(), Timestamp::now());
    let newest = told(&notices, owner, &reminder).await;
    assert_eq!(notices.unread(owner).await.unwrap(), 4);

    assert!(notices.read(owner, ids[1], Timestamp::now()).await.unwrap());
    assert_eq!(notices.unread(owner).await.unwrap(), 3);
    notices.read_all(owner, ids[0]).await.unwrap();
    let unread = Filter {
        unread: true,
        kind: None,
    };
    let page = notices.page(owner, unread, FIRST).await.unwrap();
    let left: Vec<RecordId> = page.items.iter().map(|notice| notice.id).collect();
    assert_eq!(left, [newest, ids[2]]);
    let prices = Filter {
        unread: true,
        kind: Some(Kind::PriceDrop),
    };
    let page = notices.page(owner, prices, FIRST).await.unwrap();
    assert_eq!(page.items.len(), 1);

    notices.read_all(owner, newest).await.unwrap();
    notices.read_all(owner, ids[0]).await.unwrap();
    assert_eq!(
        notices.unread(owner).await.unwrap(),
        0,
        "it never goes back"
    );
    let all = notices.page(owner, Filter::default(), FIRST).await.unwrap();
    assert!(all.items.iter().all(|notice| notice.is_read));
}

#[tokio::test]
async fn what_was_thrown_away_stays_told_and_is_nobody_elses() {
    let notices = Notices::new(table().await);
    let owner = owner();
    let notice = cheaper(RecordId::generate());
    let id = told(&notices, owner, &notice).await;
    let stranger = Owner::proven(UserId::generate());
    assert!(!notices.remove(stranger, id).await.unwrap());
    assert!(!notices.read(stranger, id, Timestamp::now()).await.unwrap());
    assert!(notices.remove(owner, id).await.unwrap());
    assert!(!notices.remove(owner, id).await.unwrap());
    assert!(!notices.read(owner, id, Timestamp::now()).await.unwrap());
    let again = notices.tell(owner, &notice, Timestamp::now()).await;
    assert_eq!(again.unwrap(), Told::Before);
}

#[tokio::test]
async fn of_two_who_claim_a_delivery_one_gets_it() {
    let table = table().await;
    let (notices, deliveries) = (Notices::new(table.clone()), Deliveries::new(table));
    let owner = owner();
    let id = told(&notices, owner, &cheaper(RecordId::generate())).await;
    let delivery = deliveries.get(owner, id).await.unwrap().unwrap();
    let now = Timestamp::now();
    assert!(delivery.is_due(now));
    let later = now + SignedDuration::from_mins(2);
    let tries = (0..6).map(|_| deliveries.put_off(owner, &delivery, later));
    let claims = futures::future::join_all(tries).await;
    let got = claims.iter().filter(|claim| matches!(claim, Ok(Some(_))));
    assert_eq!(got.count(), 1, "{claims:?}");
    let kept = deliveries.get(owner, id).await.unwrap().unwrap();
    assert!(!kept.is_due(now));
    deliveries.end(owner, id).await.unwrap();
    let late = deliveries.put_off(owner, &kept, later).await.unwrap();
    assert_eq!(late, None, "what has ended does not come back");
}

#[tokio::test]
async fn a_choice_of_channels_is_written_over_the_one_that_was_read() {
    let notices = Notices::new(table().await);
    let owner = owner();
    let first = notices.channels(owner).await.unwrap();
    assert_eq!((first.push.len(), first.mail.len()), (6, 0));
    let chosen = Channels {
        mail: vec![Kind::Recall],
        ..first.clone()
    };
    let written = notices.choose(owner, &chosen).await.unwrap();
    assert_eq!(written, crate::household::Written::Yes);
    let overtaken = notices.choose(owner, &first).await.unwrap();
    assert_eq!(overtaken, crate::household::Written::Overtaken);
    let kept = notices.channels(owner).await.unwrap();
    assert_eq!((kept.mail, kept.version), (vec![Kind::Recall], 1));
}
