//! What the handlers may use, made once at cold start.

use std::path::PathBuf;
use std::sync::Arc;

use nazar::config::Environment;
use nazar::http::Edge;
use nazar::inference;
use nazar::jobs::{Jobs, SimilarityMessage};
use nazar::objects::Objects;
use nazar::outside::Policy;
use nazar::queue::Queue;
use nazar::store::history::History;
use nazar::store::practice::Practice;
use nazar::store::{self, Table, TableName};

use crate::Recogniser;
use crate::feedback::{Gemini, GeminiSettings};

/// The function's stores and its model.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) recogniser: Arc<Recogniser>,
    pub(crate) history: History,
    pub(crate) practice: Practice,
    pub(crate) jobs: Jobs,
    pub(crate) objects: Objects,
    pub(crate) similarities: Queue<SimilarityMessage>,
    pub(crate) gemini: Gemini,
    pub(crate) edge: Edge,
}

impl Context {
    /// Reads the environment, loads the model and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, the runtime or the model cannot be loaded, or the public keys cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let library = PathBuf::from(environment.required("ORT_DYLIB_PATH")?);
        let models = PathBuf::from(environment.required("MODELS_DIR")?);
        let recogniser = tokio::task::spawn_blocking(move || {
            inference::init_runtime(&library)?;
            Recogniser::load(&models)
        });

        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let table = Table::new(
            client.clone(),
            TableName::read(&environment, "HISTORY_TABLE")?,
        );
        let gemini = Gemini::new(
            GeminiSettings::read(&environment)?,
            Policy::default(),
            Table::new(client.clone(), TableName::read(&environment, "KEYS_TABLE")?),
            Table::new(
                client.clone(),
                TableName::read(&environment, "CONTROL_TABLE")?,
            ),
        )?;
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let similarities = Queue::new(&aws, environment.required("SIMILARITY_QUEUE_URL")?);
        let (recogniser, edge, (), (), ()) = tokio::join!(
            recogniser,
            Edge::load(&environment, &client),
            table.warm(),
            objects.warm_up(),
            similarities.warm_up(),
        );
        Ok(Self {
            recogniser: Arc::new(recogniser??),
            history: History::new(table.clone()),
            practice: Practice::new(table.clone()),
            jobs: Jobs::new(table),
            objects,
            similarities,
            gemini,
            edge: edge?,
        })
    }
}
