//! What the functions' processes have used, as Linux tells it of each (proc(5)).

use std::{fs, path::Path};

use crate::Bundle;

/// What a process has used since it was started.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usage {
    /// Seconds of the processor, its own and the kernel's for it: told to a hundredth, and the same on a busy machine.
    pub processor: f64,
    /// The most memory that it ever had resident, in bytes.
    pub most_memory: u64,
}

/// What the processes of a function have used, by the name of its binary: one each. Those that have ended are not among them.
#[must_use]
pub fn of_function(bundle: &Bundle, binary: &str) -> Vec<Usage> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    let parent = bundle.process_id().to_string();
    processes
        .flatten()
        .filter_map(|process| usage(&process.path(), &parent, binary))
        .collect()
}

/// The usage of a process if it is the parent's child and runs that binary.
fn usage(process: &Path, parent: &str, binary: &str) -> Option<Usage> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    // The name stands in parentheses and may hold anything; from the third field on there are numbers.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let runs = fs::read_link(process.join("exe")).ok()?;
    if fields.get(1) != Some(&parent) || runs.file_name()? != binary {
        return None;
    }
    let ticks = |field: &&str| field.parse::<f64>().ok();
    let processor = fields.get(11).and_then(ticks)? + fields.get(12).and_then(ticks)?;
    let status = fs::read_to_string(process.join("status")).ok()?;
    let most = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = most.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(Usage {
        processor: processor / 100.0,
        most_memory: kibibytes * 1024,
    })
}
