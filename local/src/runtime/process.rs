//! Starts the process of an instance and carries its output to the console.

use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use ulid::Ulid;

use super::guard::{self, Group};
use super::instance::Instance;
use super::pool::Pool;
use crate::logs::Console;
use crate::template::names::function_arn;

/// Starts one more instance of a function.
pub(super) fn start(pool: &Pool) -> std::io::Result<Arc<Instance>> {
    let id = Ulid::generate().to_string().to_lowercase();
    let instance = Instance::new(id.clone(), function_arn(&pool.function.name));
    // Before the process is there: it may call before this function ends.
    pool.instances.add(Arc::clone(&instance));
    let started = spawn(pool, &id);
    let (mut child, group) = match started {
        Ok(started) => started,
        Err(error) => {
            pool.instances.remove(&id);
            return Err(error);
        }
    };
    pool.guard.add(group);
    instance.set_group(group);
    if let Some(stdout) = child.stdout.take() {
        tokio::spawn(carry(
            stdout,
            pool.function.id.clone(),
            Arc::clone(&pool.console),
        ));
    }
    if let Some(stderr) = child.stderr.take() {
        tokio::spawn(carry(
            stderr,
            pool.function.id.clone(),
            Arc::clone(&pool.console),
        ));
    }
    tokio::spawn(watch(pool, child, group, Arc::clone(&instance)));
    Ok(instance)
}

fn spawn(pool: &Pool, id: &str) -> std::io::Result<(Child, Group)> {
    let child = Command::new(&pool.binary)
        .env_clear()
        .envs(&pool.environment)
        // With a path in it, the address needs its scheme.
        .env("AWS_LAMBDA_RUNTIME_API", format!("{}/{id}", pool.runtime_base))
        .current_dir(pool.binary.parent().unwrap_or(Path::new(".")))
        // A group of its own: Ctrl-C in the terminal reaches only `local`, which then ends the whole group.
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let group =
        Group::led_by(child.id()).ok_or_else(|| std::io::Error::other("it ended at once"))?;
    Ok((child, group))
}

/// Waits for the end of a process and tells its instance.
fn watch(
    pool: &Pool,
    mut child: Child,
    group: Group,
    instance: Arc<Instance>,
) -> impl Future<Output = ()> + use<> {
    let (guard, instances) = (Arc::clone(&pool.guard), Arc::clone(&pool.instances));
    async move {
        let status = child.wait().await;
        // Whatever it started ends with it. The group keeps its number as long as it has a member.
        guard::kill(group);
        guard.remove(group);
        instances.remove(instance.id());
        instance
            .set_exited(status.map_or_else(|error| error.to_string(), |status| status.to_string()));
    }
}

async fn carry(output: impl AsyncRead + Unpin, function: String, console: Arc<Console>) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    while output
        .read_until(b'\n', &mut line)
        .await
        .is_ok_and(|read| read > 0)
    {
        console.log(&function, String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
}
