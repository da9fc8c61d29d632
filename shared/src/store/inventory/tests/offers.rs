//! Offers: read in order, changed only as they were seen, and no price forgotten.

use super::{inventory, listed, medicine, pharmacy};
use crate::store::PageRequest;
use crate::store::inventory::{Change, Changed, Expected};

const CHEAPER: Change = Change {
    price: 900,
    quantity: 4,
};

#[tokio::test]
async fn offers_come_cheapest_first_whatever_their_digits() {
    let inventory = inventory().await;
    let rows = vec![
        listed(1, 1, 90_000, 3, 1),
        listed(2, 1, 100_000, 3, 1),
        listed(3, 1, 9_000, 0, 1),
        listed(4, 2, 1, 1, 1),
    ];
    inventory.fill(rows).await.unwrap();
    let offers = inventory.offers_of(&medicine(1)).await.unwrap();
    let prices: Vec<u64> = offers.iter().map(|offer| offer.price).collect();
    assert_eq!(prices, [9_000, 90_000, 100_000]);
    let cheapest = inventory.cheapest_of(&medicine(1)).await.unwrap().unwrap();
    assert_eq!(
        cheapest.pharmacy,
        pharmacy(1),
        "the cheapest one is sold out"
    );
    assert_eq!(inventory.cheapest_of(&medicine(9)).await.unwrap(), None);
}

// A medicine that is sold out everywhere was read to its last pharmacy, for each of its alternatives.
#[tokio::test]
async fn a_question_reads_no_more_than_it_may() {
    let inventory = inventory().await;
    let rows = (1..=6).map(|at| listed(at, 1, 1_000 * at as u64, u32::from(at > 4), 1));
    inventory.fill(rows.collect()).await.unwrap();
    let medicine = medicine(1);
    let all = inventory.offers_within(&medicine, 4).await.unwrap();
    let prices: Vec<u64> = all.iter().map(|offer| offer.price).collect();
    assert_eq!(prices, [1_000, 2_000, 3_000, 4_000], "the cheapest");
    let within = async |most| inventory.cheapest_within(&medicine, most).await.unwrap();
    assert_eq!(within(4).await, None, "the first four are sold out");
    assert_eq!(within(5).await.unwrap().price, 5_000);
}

// The replaced service had no lock: of two changes at once one was lost without a word.
#[tokio::test]
async fn a_change_needs_the_version_that_was_seen() {
    let inventory = inventory().await;
    let (pharmacy, medicine) = (pharmacy(1), medicine(1));
    let change = async |change, expected| {
        inventory
            .change(&pharmacy, &medicine, change, expected)
            .await
            .unwrap()
    };
    let Changed::Done(first) = change(CHEAPER, Expected::Absent).await else {
        panic!("nothing is there yet");
    };
    assert_eq!((first.version, first.price, first.quantity), (1, 900, 4));
    assert_eq!(
        change(CHEAPER, Expected::Absent).await,
        Changed::Otherwise(Some(first.clone()))
    );
    let dearer = Change {
        price: 1_100,
        ..CHEAPER
    };
    let Changed::Done(second) = change(dearer, Expected::Version(1)).await else {
        panic!("the version is right");
    };
    assert_eq!(second.version, 2);
    assert_eq!(
        change(CHEAPER, Expected::Version(1)).await,
        Changed::Otherwise(Some(second.clone()))
    );
    assert_eq!(
        inventory.offer(&pharmacy, &medicine).await.unwrap(),
        Some(second)
    );
}

#[tokio::test]
async fn only_one_of_many_changes_at_once_is_made() {
    let inventory = inventory().await;
    inventory
        .fill(vec![listed(1, 1, 1_000, 9, 1)])
        .await
        .unwrap();
    let changes = (0..8_u32).map(|number| {
        let inventory = inventory.clone();
        tokio::spawn(async move {
            let change = Change {
                price: 2_000 + u64::from(number),
                quantity: number,
            };
            let (pharmacy, medicine) = (pharmacy(1), medicine(1));
            inventory
                .change(&pharmacy, &medicine, change, Expected::Version(1))
                .await
                .unwrap()
        })
    });
    let mut done = 0;
    for change in changes.collect::<Vec<_>>() {
        done += usize::from(matches!(change.await.unwrap(), Changed::Done(_)));
    }
    assert_eq!(done, 1);
    assert_eq!(
        inventory
            .past_prices_of(&medicine(1), 10)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_price_that_changes_is_remembered_and_one_that_stays_is_not() {
    let inventory = inventory().await;
    inventory
        .fill(vec![listed(1, 1, 1_000, 9, 1)])
        .await
        .unwrap();
    inventory
        .fill(vec![listed(1, 1, 1_000, 3, 5)])
        .await
        .unwrap();
    assert_eq!(
        inventory.past_prices_of(&medicine(1), 10).await.unwrap(),
        []
    );
    inventory
        .fill(vec![listed(1, 1, 1_200, 3, 9)])
        .await
        .unwrap();
    inventory
        .fill(vec![listed(1, 1, 1_300, 3, 12)])
        .await
        .unwrap();
    let past = inventory.past_prices_of(&medicine(1), 10).await.unwrap();
    let told: Vec<(u64, String, String)> = past
        .iter()
        .map(|past| (past.price, past.since.to_string(), past.until.to_string()))
        .collect();
    let day = |day: u8| format!("2026-11-{day:02}T08:00:00Z");
    assert_eq!(told, [(1_200, day(9), day(12)), (1_000, day(1), day(9))]);
}

#[tokio::test]
async fn a_pharmacys_stock_is_read_page_by_page() {
    let inventory = inventory().await;
    let rows = (0..25)
        .map(|of| listed(1, of, 100, 1, 1))
        .chain([listed(2, 1, 5, 5, 1)]);
    inventory.fill(rows.collect()).await.unwrap();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = inventory
            .stock_of(&pharmacy(1), PageRequest { limit: 10, after })
            .await
            .unwrap();
        seen.extend(page.items.into_iter().map(|offer| offer.medicine));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, (0..25).map(medicine).collect::<Vec<_>>());
}
