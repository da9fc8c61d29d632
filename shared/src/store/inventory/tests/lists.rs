//! Lists: written once, twice, or from the middle on, they come to the same.

use super::{inventory, listed, medicine, pharmacy};
use crate::catalogue::market::MonthlyPrice;
use crate::snapshots::Version;
use crate::store::inventory::{Change, Changed, Expected, Filled};

#[tokio::test]
async fn a_list_written_again_or_from_the_middle_changes_nothing() {
    let inventory = inventory().await;
    let list: Vec<_> = (0..2)
        .flat_map(|at| (0..130).map(move |of| listed(at, of, 500, 2, 3)))
        .collect();
    // As if the first try had died after a part.
    inventory.fill(list[..70].to_vec()).await.unwrap();
    let rest = inventory.fill(list.clone()).await.unwrap();
    assert_eq!(
        rest,
        Filled {
            written: 190,
            kept: 70
        }
    );
    let again = inventory.fill(list).await.unwrap();
    assert_eq!(
        again,
        Filled {
            written: 0,
            kept: 260
        }
    );
    assert_eq!(inventory.offers_of(&medicine(129)).await.unwrap().len(), 2);
}

#[tokio::test]
async fn what_a_pharmacist_changed_later_stays() {
    let inventory = inventory().await;
    inventory
        .fill(vec![listed(1, 1, 1_000, 9, 1)])
        .await
        .unwrap();
    let change = Change {
        price: 700,
        quantity: 0,
    };
    let changed = inventory
        .change(&pharmacy(1), &medicine(1), change, Expected::Version(1))
        .await
        .unwrap();
    let Changed::Done(offer) = changed else {
        panic!("the version is right");
    };
    // The change is of now; the list's rows are of earlier days.
    let filled = inventory
        .fill(vec![listed(1, 1, 2_000, 5, 2)])
        .await
        .unwrap();
    assert_eq!(
        filled,
        Filled {
            written: 0,
            kept: 1
        }
    );
    let held = inventory.offer(&pharmacy(1), &medicine(1)).await.unwrap();
    assert_eq!(held, Some(offer));
}

#[tokio::test]
async fn months_and_the_version_written_are_kept() {
    let inventory = inventory().await;
    let month = |of: usize, month: &str| MonthlyPrice {
        medicine: medicine(of),
        month: month.to_owned(),
        low: 1,
        median: 2,
        high: 3,
        prices: 4,
    };
    let months = [
        month(1, "2026-01"),
        month(1, "2026-02"),
        month(2, "2026-01"),
    ];
    inventory.fill_months(&months).await.unwrap();
    assert_eq!(
        inventory.months_of(&medicine(1)).await.unwrap(),
        months[..2]
    );
    assert_eq!(inventory.months_of(&medicine(3)).await.unwrap(), []);

    let version = Version::of(b"a market");
    assert!(!inventory.has_imported(version).await.unwrap());
    inventory.note_imported(version).await.unwrap();
    assert!(inventory.has_imported(version).await.unwrap());
    assert!(
        !inventory
            .has_imported(Version::of(b"another"))
            .await
            .unwrap()
    );
}
