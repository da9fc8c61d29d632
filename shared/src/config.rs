//! Settings from the environment, one struct per concern, read once at cold start.
//!
//! template.yaml is the only place that gives them; a missing or malformed one stops the function during init with
//! an error that names the variable, never its value.

use std::{env, fmt, str::FromStr};

/// A variable that is missing or does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The variable is unset or empty.
    #[error("environment variable {0} is not set")]
    Missing(&'static str),
    /// The variable is set to something unusable.
    #[error("environment variable {name} must be {wanted}")]
    Invalid {
        /// The variable.
        name: &'static str,
        /// What it must be, in words.
        wanted: &'static str,
    },
}

type Read = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Where settings come from: the process environment, or a table in tests.
pub struct Environment {
    read: Box<Read>,
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Environment")
    }
}

impl Environment {
    /// The environment of this process.
    pub fn process() -> Self {
        Self {
            read: Box::new(|name| env::var(name).ok()),
        }
    }

    /// A fixed set of variables.
    pub fn of(variables: &[(&str, &str)]) -> Self {
        let variables: Vec<(String, String)> = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Self {
            read: Box::new(move |wanted| {
                variables
                    .iter()
                    .find(|(name, _)| name == wanted)
                    .map(|(_, value)| value.clone())
            }),
        }
    }

    /// A variable that may be unset; empty counts as unset.
    pub fn optional(&self, name: &str) -> Option<String> {
        (self.read)(name).filter(|value| !value.is_empty())
    }

    /// A variable that must be set.
    ///
    /// # Errors
    /// [`ConfigError::Missing`] when it is unset or empty.
    pub fn required(&self, name: &'static str) -> Result<String, ConfigError> {
        self.optional(name).ok_or(ConfigError::Missing(name))
    }

    /// A variable with a default, parsed; `wanted` says in words what it must be.
    ///
    /// # Errors
    /// [`ConfigError::Invalid`] when it is set and does not parse.
    pub fn parsed<T: FromStr>(
        &self,
        name: &'static str,
        default: T,
        wanted: &'static str,
    ) -> Result<T, ConfigError> {
        let Some(text) = self.optional(name) else {
            return Ok(default);
        };
        text.parse()
            .map_err(|_| ConfigError::Invalid { name, wanted })
    }
}

/// Where the bundle runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A person's machine or a throw-away stack.
    Dev,
    /// The rehearsal before production.
    Staging,
    /// Production.
    Prod,
}

impl Stage {
    /// Reads `STAGE`; `dev` when unset.
    ///
    /// # Errors
    /// When it is none of `dev`, `staging`, `prod`.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        match environment.optional("STAGE").as_deref() {
            None | Some("dev") => Ok(Self::Dev),
            Some("staging") => Ok(Self::Staging),
            Some("prod") => Ok(Self::Prod),
            Some(_) => Err(ConfigError::Invalid {
                name: "STAGE",
                wanted: "dev, staging or prod",
            }),
        }
    }
}

/// Who issues tokens and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenSettings {
    /// The `iss` claim, from `TOKEN_ISSUER`.
    pub issuer: String,
    /// The `aud` claim, from `TOKEN_AUDIENCE`.
    pub audience: String,
}

impl TokenSettings {
    /// Reads `TOKEN_ISSUER` and `TOKEN_AUDIENCE`.
    ///
    /// # Errors
    /// When either is missing.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        Ok(Self {
            issuer: environment.required("TOKEN_ISSUER")?,
            audience: environment.required("TOKEN_AUDIENCE")?,
        })
    }
}

/// How far the numbers in the table of rate limits are stretched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LimitSettings {
    /// Multiplier from `RATE_LIMIT_SCALE`, above 0; 1 when unset.
    pub scale: f64,
}

impl LimitSettings {
    /// Reads `RATE_LIMIT_SCALE`.
    ///
    /// # Errors
    /// When it is not a finite number above 0.
    pub fn read(environment: &Environment) -> Result<Self, ConfigError> {
        const NAME: &str = "RATE_LIMIT_SCALE";
        const WANTED: &str = "a number above 0";
        let scale = environment.parsed(NAME, 1.0_f64, WANTED)?;
        if !scale.is_finite() || scale <= 0.0 {
            return Err(ConfigError::Invalid {
                name: NAME,
                wanted: WANTED,
            });
        }
        Ok(Self { scale })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_variable() {
        let missing =
            TokenSettings::read(&Environment::of(&[("TOKEN_ISSUER", "nazar")])).unwrap_err();
        assert_eq!(
            missing.to_string(),
            "environment variable TOKEN_AUDIENCE is not set"
        );

        let empty = Environment::of(&[("TOKEN_ISSUER", ""), ("TOKEN_AUDIENCE", "a")]);
        assert_eq!(
            TokenSettings::read(&empty).unwrap_err(),
            ConfigError::Missing("TOKEN_ISSUER")
        );
    }

    #[test]
    fn a_scale_of_nonsense_is_refused() {
        for text in ["0", "-1", "NaN", "inf", "many"] {
            let environment = Environment::of(&[("RATE_LIMIT_SCALE", text)]);
            assert!(
                LimitSettings::read(&environment).is_err(),
                "{text} must be refused"
            );
        }
        assert_eq!(
            LimitSettings::read(&Environment::of(&[])).unwrap().scale,
            1.0
        );
        let half = Environment::of(&[("RATE_LIMIT_SCALE", "0.5")]);
        assert_eq!(LimitSettings::read(&half).unwrap().scale, 0.5);
    }

    #[test]
    fn stages_are_three() {
        assert_eq!(Stage::read(&Environment::of(&[])).unwrap(), Stage::Dev);
        assert_eq!(
            Stage::read(&Environment::of(&[("STAGE", "prod")])).unwrap(),
            Stage::Prod
        );
        assert!(Stage::read(&Environment::of(&[("STAGE", "test")])).is_err());
    }
}
