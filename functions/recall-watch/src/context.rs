//! What the watch may use, made once at cold start.

use std::time::Duration;

use nazar::catalogue::{self, Catalogue};
use nazar::config::{ConfigError, Environment};
use nazar::outside::{BaseUrl, CircuitSettings, Policy, Provider};
use nazar::recalls::{RecallSettings, RecallTable};
use nazar::snapshots::{Live, Snapshots};
use nazar::store::{self, Table, TableName};

use crate::openfda::OpenFda;

/// Years that are read when nothing else is set: the longest shelf life, five, and one more for recalls that began late.
const YEARS: u8 = 6;

/// Pages are large, and openFDA takes its time over them. A failed run is made up for by the next one.
const POLICY: Policy = Policy {
    tries: 3,
    per_try: Duration::from_secs(30),
    whole: Duration::from_secs(75),
    first_pause: Duration::from_millis(500),
    longest_pause: Duration::from_secs(10),
    max_answer: 16 << 20,
    circuit: CircuitSettings {
        failures: 6,
        rest: Duration::from_secs(60),
    },
};

/// The watch's source, data and table.
#[derive(Debug)]
pub struct Context {
    pub(crate) openfda: OpenFda,
    pub(crate) catalogue: Live<Catalogue>,
    pub(crate) snapshots: Snapshots,
    pub(crate) table: RecallTable,
    pub(crate) settings: RecallSettings,
    pub(crate) years: u8,
}

impl Context {
    /// Reads the environment, loads the catalogue and opens the connections.
    ///
    /// # Errors
    /// When a variable is missing or malformed, or the catalogue cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let name = TableName::read(&environment, "RECALLS_TABLE")?;
        let table = RecallTable::new(Table::new(store::client(&aws), name));
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        let provider = Provider::new("openfda", base(&environment)?, POLICY)?;
        let kind = catalogue::KIND.parse()?;
        let load = Live::load(snapshots.clone(), kind, catalogue::decode);
        let (catalogue, ()) = tokio::join!(load, table.warm());
        Ok(Self {
            openfda: OpenFda::new(provider),
            catalogue: catalogue?,
            snapshots,
            table,
            settings: RecallSettings::read(&environment)?,
            years: years(&environment)?,
        })
    }
}

/// Reads `OPENFDA_BASE_URL`.
fn base(environment: &Environment) -> Result<BaseUrl, ConfigError> {
    let text = environment.required("OPENFDA_BASE_URL")?;
    text.parse().map_err(|_| ConfigError::Invalid {
        name: "OPENFDA_BASE_URL",
        wanted: "an https address",
    })
}

/// Reads `RECALL_YEARS`.
fn years(environment: &Environment) -> Result<u8, ConfigError> {
    let (name, wanted) = ("RECALL_YEARS", "a number of years from 1 to 20");
    match environment.parsed(name, YEARS, wanted)? {
        years @ 1..=20 => Ok(years),
        _ => Err(ConfigError::Invalid { name, wanted }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_nonsense_stop_the_function() {
        assert_eq!(years(&Environment::of(&[])), Ok(YEARS));
        for text in ["0", "21", "many"] {
            assert!(
                years(&Environment::of(&[("RECALL_YEARS", text)])).is_err(),
                "{text}"
            );
        }
        let insecure = Environment::of(&[("OPENFDA_BASE_URL", "http://api.example")]);
        assert!(base(&insecure).is_err());
    }
}
