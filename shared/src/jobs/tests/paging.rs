//! Lists, newest first.

use super::*;
use crate::jobs::job::job_key;
use crate::store::PageRequest;

#[tokio::test]
async fn pages_follow_one_another_and_skip_what_has_expired() {
    let table = testing::table().await;
    let jobs = Jobs::new(table.clone());
    let owner = Owner::proven(UserId::generate());
    let mut made = Vec::new();
    for place in 0..9 {
        let mut job = Job::queued_similarity(owner, CLASS, Zone::default());
        if place == 3 {
            job.expires_at = Timestamp::now().as_second() - 1;
        } else {
            made.push(job.id);
        }
        table.put_new(&job_key(owner, job.id), &job).await.unwrap();
    }
    made.sort();
    made.reverse();

    let mut read = Vec::new();
    let mut after = None;
    let mut sizes = Vec::new();
    loop {
        let page = jobs
            .list(owner, PageRequest { limit: 3, after })
            .await
            .unwrap();
        sizes.push(page.items.len());
        read.extend(page.items.iter().map(|job| job.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(read, made);
    assert_eq!(sizes, [3, 3, 2]);
}
