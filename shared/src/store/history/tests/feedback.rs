//! Feedback lives and dies with its similarity.

use serde::{Deserialize, Serialize};

use super::*;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Words {
    assessment: String,
}

#[tokio::test]
async fn feedback_is_noted_at_its_similarity_and_goes_with_it() {
    let bench = Bench::new().await;
    let (history, owner) = (&bench.history, bench.owner);
    let record = similarity(3, true);
    let words = Words {
        assessment: "good".to_owned(),
    };
    assert!(!history.put_feedback(owner, &record, &words).await.unwrap());
    assert_eq!(bench.keys().await, Vec::<String>::new());

    bench.write(&record).await.unwrap();
    for _ in 0..2 {
        assert!(history.put_feedback(owner, &record, &words).await.unwrap());
    }
    let read: Option<Words> = history.feedback(owner, record.id).await.unwrap();
    assert_eq!(read, Some(words));
    let noted = history.similarity(owner, record.id).await.unwrap().unwrap();
    assert!(noted.has_feedback);
    let filed = Selection {
        class_id: Some(3),
        ..Selection::default()
    };
    let first = PageRequest {
        limit: 1,
        after: None,
    };
    let page = history.similarities(owner, &filed, first).await.unwrap();
    assert_eq!(page.items, std::slice::from_ref(&noted));

    assert!(history.remove_similarity(owner, &noted).await.unwrap());
    assert_eq!(bench.keys().await, Vec::<String>::new());
}
