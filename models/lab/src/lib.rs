//! Tools around the models.
