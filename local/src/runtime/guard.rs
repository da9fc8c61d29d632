//! No process outlives `local`, however it ends.
//!
//! On Ctrl-C and SIGTERM `local` ends its functions itself. When it is killed outright it can do nothing more, so a
//! second process holds the other end of a pipe: it learns the process groups from it, and at its end kills those that
//! are left. A parent-death signal would need unsafe code and exists on Linux only.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use rustix::process::{Pid, Signal, kill_process_group};

/// Hidden subcommand of `nazar-local` that runs [`watch`].
pub const SUBCOMMAND: &str = "guard-processes";

/// A process group, named by its leader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group(Pid);

impl Group {
    /// The group of a child that leads one; `None` when it has already been waited for.
    pub(super) fn led_by(child: Option<u32>) -> Option<Self> {
        Pid::from_raw(i32::try_from(child?).ok()?).map(Self)
    }

    /// Number of the group, which is the process id of its leader.
    pub(super) fn number(self) -> i32 {
        self.0.as_raw_nonzero().get()
    }
}

/// Kills every process of a group that is still there.
pub(super) fn kill(group: Group) {
    // The only failure is that the group is gone, which is what was asked for.
    kill_process_group(group.0, Signal::KILL).ok();
}

/// The line to the guarding process.
#[derive(Debug)]
pub(super) struct Guard(Option<Mutex<Child>>);

impl Guard {
    /// Starts the guarding process; without an executable nothing is guarded.
    pub(super) fn start(executable: Option<&Path>) -> std::io::Result<Self> {
        let Some(executable) = executable else {
            return Ok(Self(None));
        };
        let child = Command::new(executable)
            .arg(SUBCOMMAND)
            // Ctrl-C must not reach it: it has to see the others off.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self(Some(Mutex::new(child))))
    }

    pub(super) fn add(&self, group: Group) {
        self.tell('+', group);
    }

    pub(super) fn remove(&self, group: Group) {
        self.tell('-', group);
    }

    fn tell(&self, sign: char, group: Group) {
        let Some(child) = &self.0 else { return };
        let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stdin) = &mut child.stdin {
            // Without its guard `local` still works; only a kill -9 would then leave processes.
            writeln!(stdin, "{sign}{}", group.number()).ok();
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(child) = &self.0 {
            let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
            drop(child.stdin.take());
            child.wait().ok();
        }
    }
}

/// Body of the guarding process: reads `+<group>` and `-<group>` until the other end is gone, then kills what is left.
pub fn watch(input: impl BufRead) {
    for group in left_behind(input) {
        if let Some(pid) = Pid::from_raw(group) {
            kill(Group(pid));
        }
    }
}

fn left_behind(input: impl BufRead) -> BTreeSet<i32> {
    let mut groups = BTreeSet::new();
    for line in input.lines().map_while(Result::ok) {
        if let Some(added) = line
            .strip_prefix('+')
            .and_then(|number| number.parse().ok())
        {
            groups.insert(added);
        }
        if let Some(removed) = line
            .strip_prefix('-')
            .and_then(|number| number.parse().ok())
        {
            groups.remove(&removed);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_were_not_removed_are_left_behind() {
        let told = "+10\n+11\n-10\n+12\nnonsense\n-99\n";
        assert_eq!(left_behind(told.as_bytes()), BTreeSet::from([11, 12]));
    }

    #[test]
    fn a_dead_parent_takes_the_group_with_it() {
        let mut child = Command::new("sleep")
            .arg("600")
            .process_group(0)
            .spawn()
            .unwrap();
        watch(format!("+{}\n", child.id()).as_bytes());
        assert!(!child.wait().unwrap().success());
    }
}
