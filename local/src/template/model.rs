//! What the template asks for, as types.
//!
//! Everything `local` makes (functions, routes, tables, buckets, queues, event sources) comes from here, so that
//! template.yaml stays the only place where they are written. Names are resolved: a `queue` or `function` field
//! holds a logical id of the same [`Stack`], never an ARN.

use std::path::PathBuf;
use std::time::Duration;

use indexmap::IndexMap;
use serde_json::Value;

/// The resources of one template, each kind by logical id in template order.
#[derive(Debug, Clone, Default)]
pub struct Stack {
    /// Lambda functions.
    pub functions: IndexMap<String, Function>,
    /// HTTP APIs; their routes come from the functions' events.
    pub apis: IndexMap<String, HttpApi>,
    /// DynamoDB tables.
    pub tables: IndexMap<String, Table>,
    /// S3 buckets.
    pub buckets: IndexMap<String, Bucket>,
    /// SQS queues.
    pub queues: IndexMap<String, Queue>,
    /// Queue to function mappings.
    pub queue_sources: Vec<QueueSource>,
    /// Bucket notifications, to queues and to functions.
    pub notifications: Vec<Notification>,
    /// Schedules that invoke a function.
    pub schedules: Vec<Schedule>,
}

/// One Lambda function.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Logical id in the template, `AccountsFunction`.
    pub id: String,
    /// Physical name: `FunctionName`, else the logical id.
    pub name: String,
    /// Cargo binary, from `Metadata.BuildProperties.Binary`.
    pub binary: String,
    /// Memory in MB (128 to 10240; AWS's default is 128).
    pub memory_mb: u32,
    /// How long one invocation may take (AWS's default is 3 s, the most is 900 s).
    pub timeout: Duration,
    /// Environment variables, Globals merged in.
    pub environment: IndexMap<String, String>,
    /// Layers in order; Lambda unpacks each over `/opt`.
    pub layers: Vec<Layer>,
    /// `ReservedConcurrentExecutions`: never more instances than this.
    pub reserved_concurrency: Option<u32>,
}

/// A layer and the folder whose content it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Logical id.
    pub id: String,
    /// `ContentUri`, relative to the template's folder.
    pub content: PathBuf,
}

/// One HTTP API with its routes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HttpApi {
    /// Logical id, also used as the API id in `requestContext`.
    pub id: String,
    /// CORS as API Gateway applies it, when configured.
    pub cors: Option<ApiCors>,
    /// Routes in template order; the gateway ranks them.
    pub routes: Vec<Route>,
}

/// One route of an HTTP API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Upper-case method, or `ANY`.
    pub method: String,
    /// Path with `{name}` and `{name+}` parts, or `$default`.
    pub path: String,
    /// Logical id of the function.
    pub function: String,
    /// Integration timeout: at most 30 s.
    pub timeout: Duration,
}

/// `CorsConfiguration` of an HTTP API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiCors {
    /// Allowed origins, `*` among them for any.
    pub allow_origins: Vec<String>,
    /// Allowed methods, `*` among them for any.
    pub allow_methods: Vec<String>,
    /// Allowed request headers, `*` among them for any.
    pub allow_headers: Vec<String>,
    /// Response headers a page may read.
    pub expose_headers: Vec<String>,
    /// Seconds a preflight answer may be kept.
    pub max_age: Option<u64>,
    /// Whether credentials are allowed.
    pub allow_credentials: bool,
}

/// One DynamoDB table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Logical id.
    pub id: String,
    /// Physical name: `TableName`, else the logical id.
    pub name: String,
    /// `AttributeDefinitions`: the key attributes of table and indexes.
    pub attributes: Vec<Attribute>,
    /// Primary key.
    pub key: TableKey,
    /// Global secondary indexes.
    pub global_indexes: Vec<Index>,
    /// Local secondary indexes.
    pub local_indexes: Vec<Index>,
    /// Attribute holding the expiry in epoch seconds, when time to live is enabled.
    pub ttl_attribute: Option<String>,
    /// `StreamViewType`, when the table has a stream.
    pub stream_view: Option<String>,
}

/// A key attribute and its DynamoDB type letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Attribute name.
    pub name: String,
    /// `S`, `N` or `B`.
    pub kind: String,
}

/// Key attributes of a table or an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableKey {
    /// `HASH` attribute.
    pub partition: String,
    /// `RANGE` attribute.
    pub sort: Option<String>,
}

/// One secondary index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// `IndexName`.
    pub name: String,
    /// Key attributes.
    pub key: TableKey,
    /// `ProjectionType`: `ALL`, `KEYS_ONLY` or `INCLUDE`.
    pub projection: String,
    /// `NonKeyAttributes` of an `INCLUDE` projection.
    pub include: Vec<String>,
}

/// One S3 bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Logical id.
    pub id: String,
    /// Physical name: `BucketName`, else the logical id in lower case.
    pub name: String,
    /// CORS rules in order; the first that matches applies.
    pub cors: Vec<CorsRule>,
}

/// One rule of a bucket's `CorsConfiguration`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorsRule {
    /// Origins, each with at most one `*`.
    pub allowed_origins: Vec<String>,
    /// Methods in upper case.
    pub allowed_methods: Vec<String>,
    /// Request headers, each with at most one `*`.
    pub allowed_headers: Vec<String>,
    /// Response headers a page may read.
    pub exposed_headers: Vec<String>,
    /// Seconds a preflight answer may be kept.
    pub max_age: Option<u64>,
}

/// One SQS queue (standard; FIFO queues are refused when the template is read).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Logical id.
    pub id: String,
    /// Physical name: `QueueName`, else the logical id.
    pub name: String,
    /// `VisibilityTimeout`, AWS's default 30 s.
    pub visibility_timeout: Duration,
    /// `DelaySeconds`, default 0.
    pub delay: Duration,
    /// `MessageRetentionPeriod`, default 4 days.
    pub retention: Duration,
    /// `ReceiveMessageWaitTimeSeconds`, default 0.
    pub receive_wait: Duration,
    /// `MaximumMessageSize` in bytes, default 1 MiB.
    pub max_message_bytes: u32,
    /// Where a message goes that was received too often.
    pub redrive: Option<Redrive>,
}

/// `RedrivePolicy` of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrive {
    /// Logical id of the dead-letter queue.
    pub dead_letters: String,
    /// Receives after which a message moves there.
    pub max_receive_count: u32,
}

/// An SQS event of a function: messages are polled and handed over in batches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueSource {
    /// Logical id of the function.
    pub function: String,
    /// Logical id of the queue.
    pub queue: String,
    /// Most messages in one batch, default 10.
    pub batch_size: u32,
    /// How long to gather a batch, default 0.
    pub window: Duration,
    /// Whether the function reports failed items one by one (`ReportBatchItemFailures`).
    pub partial_failures: bool,
    /// `ScalingConfig.MaximumConcurrency`: most batches in work at once for this source.
    pub max_concurrency: Option<u32>,
    /// `Enabled`, default true.
    pub enabled: bool,
}

/// One notification rule of a bucket, from `NotificationConfiguration` or from a function's S3 event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Logical id of the bucket.
    pub bucket: String,
    /// Event names as written, `s3:ObjectCreated:*`.
    pub events: Vec<String>,
    /// Key prefix; empty for any.
    pub prefix: String,
    /// Key suffix; empty for any.
    pub suffix: String,
    /// Who is told.
    pub target: Target,
}

/// Receiver of a bucket notification, by logical id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A queue gets the event as one message body.
    Queue(String),
    /// A function is invoked with the event, asynchronously (two retries on failure, as in Lambda).
    Function(String),
}

/// A schedule that invokes a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// `Name`, else the function's logical id followed by the event's.
    pub name: String,
    /// Logical id of the function.
    pub function: String,
    /// `rate(...)`, `cron(...)` or `at(...)`.
    pub expression: String,
    /// `ScheduleExpressionTimezone`, default `UTC`.
    pub timezone: String,
    /// Constant input; without one the function gets a scheduled event.
    pub input: Option<Value>,
    /// `Enabled` or `State`, default true.
    pub enabled: bool,
}
