//! What the handlers may use, made once at cold start.

use std::sync::{Arc, PoisonError, RwLock};

use nazar::catalogue::search::{self, SearchIndex};
use nazar::checks::{Data, Held, Source};
use nazar::config::Environment;
use nazar::http::Edge;
use nazar::objects::Objects;
use nazar::pharmacies::{self, Directory};
use nazar::snapshots::{Live, Loaded, Snapshots, Version};
use nazar::store::inventory::Inventory;
use nazar::store::{self, Table, TableName};

use crate::dialogue::Dialogues;
use crate::home::Homes;
use crate::listen::{Ears, Whisper};
use crate::nlu::{Intent, Names, Nlu};
use crate::phrase::Chat;
use crate::speech::Voice;
use crate::turn::Turn;

/// The function's data and stores.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) data: Arc<Source>,
    pub(crate) nlu: Arc<Nlu>,
    pub(crate) inventory: Inventory,
    pub(crate) dialogues: Dialogues,
    pub(crate) homes: Homes,
    pub(crate) voice: Voice,
    pub(crate) listener: Option<Whisper>,
    pub(crate) ears: Option<Ears>,
    chat: Option<Chat>,
    index: Arc<Live<SearchIndex>>,
    directory: Arc<Live<Directory>>,
    names: Arc<RwLock<Option<Gathered>>>,
    pub(crate) edge: Edge,
}

/// The catalogue's names, with the version that they are of.
type Gathered = (Version, Arc<Names>);

impl Context {
    /// Reads the environment, loads the data and opens the connections, at the same time.
    ///
    /// # Errors
    /// When a variable is missing, or data or public keys cannot be read.
    pub async fn load() -> anyhow::Result<Self> {
        let environment = Environment::process();
        let aws = nazar::aws::load().await;
        let client = store::client(&aws);
        let table = |name: &'static str| {
            let name = TableName::read(&environment, name)?;
            anyhow::Ok(Table::new(client.clone(), name))
        };
        let inventory = Inventory::new(table("INVENTORY_TABLE")?);
        let dialogues = Dialogues::new(table("CONTROL_TABLE")?);
        let homes = Homes::new(&table("HISTORY_TABLE")?);
        let objects = Objects::new(&aws, environment.required("MEDIA_BUCKET")?);
        let voice = Voice::new(&environment, objects);
        let listener = Whisper::read(&environment, table("KEYS_TABLE")?)?;
        let chat = Chat::read(&environment, table("KEYS_TABLE")?)?;
        let snapshots = Snapshots::new(&aws, environment.required("DATA_BUCKET")?);
        let (edge, ears, data, index, directory, ()) = tokio::join!(
            Edge::load(&environment, &client),
            Ears::load(&environment),
            Source::open(snapshots.clone()),
            Live::load(
                snapshots.clone(),
                search::KIND.parse()?,
                SearchIndex::decode
            ),
            Live::load(
                snapshots.clone(),
                pharmacies::KIND.parse()?,
                pharmacies::decode
            ),
            inventory.warm(),
        );
        Ok(Self {
            data: Arc::new(data),
            nlu: Arc::new(Nlu::load()?),
            inventory,
            dialogues,
            homes,
            voice,
            listener,
            ears,
            chat,
            index: Arc::new(index?),
            directory: Arc::new(directory?),
            names: Arc::default(),
            edge: edge?,
        })
    }

    /// The search index in force.
    pub(crate) async fn index(&self) -> Arc<Loaded<SearchIndex>> {
        self.index.get().await
    }

    /// The directory of pharmacies in force.
    pub(crate) async fn directory(&self) -> Arc<Loaded<Directory>> {
        self.directory.get().await
    }

    /// The catalogue's names, gathered once for each version of it.
    pub(crate) fn names(&self, data: &Data) -> Arc<Names> {
        let version = data.versions.catalogue;
        let held = self.names.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, names)) = held.as_ref()
            && *known == version
        {
            return Arc::clone(names);
        }
        drop(held);
        let names = Arc::new(Names::of(&data.catalogue));
        let mut held = self.names.write().unwrap_or_else(PoisonError::into_inner);
        *held = Some((version, Arc::clone(&names)));
        names
    }

    /// The reply, in a provider's words where one is configured and nothing was understood; and whose words they are.
    pub(crate) async fn phrase(
        &self,
        held: &Held,
        turn: &Turn,
        question: &str,
        reply: String,
    ) -> (String, &'static str) {
        let is_asked = turn.intent == Intent::Unknown && !turn.is_complaint;
        if let Some(chat) = self.chat.as_ref().filter(|_| is_asked) {
            let names = self.names(&held.data);
            let catalogue = &held.data.catalogue;
            let said = chat.phrase(question, turn.locale, catalogue, &names).await;
            if let Some(said) = said {
                return (said, "provider");
            }
        }
        (reply, "local")
    }
}
