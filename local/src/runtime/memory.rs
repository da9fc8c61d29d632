//! Memory that an instance has used, against what its function may use in Lambda.
//!
//! Nothing is enforced: a debug binary needs more than the release one that is deployed. It is said once per instance.

use super::guard::Group;

/// Most resident memory that a process ever had, in MB; `None` where the system does not tell.
pub(super) fn peak_mb(group: Group) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", group.number())).ok()?;
    peak_of(&status)
}

fn peak_of(status: &str) -> Option<u32> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u32 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_from_the_status() {
        assert_eq!(
            peak_of("Name:\tx\nVmPeak:\t  9 kB\nVmHWM:\t  204800 kB\n"),
            Some(200)
        );
        assert_eq!(peak_of("Name:\tx\n"), None);
    }
}
