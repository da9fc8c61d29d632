//! Tools around the models: they share one way of reading a folder of drawings, and the preprocessing of production.

pub mod codes;
pub mod corpus;
pub mod decisions;
pub mod evaluation;
pub mod flaws;
pub mod imprints;
pub mod networks;
pub mod npy;
pub mod pills;
pub mod samples;
pub mod sizes;
pub mod sketch;
pub mod table;
