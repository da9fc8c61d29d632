//! The classifier: two linear questions on the same features, which intent and which language.
//!
//! The weights are whole numbers of one byte in a file of their own (`models/nlu/nlu.bin`, with a card beside it). Its
//! layout, little endian:
//!
//! ```text
//! "NZNL" layout:u8 bits:u8 intents:u8 languages:u8
//! temperature:f32 threshold:f32
//! scale:f32 and bias:f32 for each intent and each language
//! weight:i8 for each bucket, and within it for each intent and each language
//! count:u32, then so many hashes:u32, ascending: the words that were trained on
//! ```

use super::features::{BUCKET_BITS, features, hash};
use super::{Intent, Language};

/// What the file begins with.
const MAGIC: &[u8] = b"NZNL";
/// The layout that this code reads and writes.
const LAYOUT: u8 = 1;
/// Answers to both questions.
pub const ROWS: usize = Intent::ALL.len() + Language::ALL.len();

/// The bytes are no classifier of this layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a classifier of this layout")]
pub struct ModelError;

/// A trained classifier.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// What the scores are divided by before they become probabilities, so that these are as often right as they say.
    pub temperature: f32,
    /// The least probability that counts as understood.
    pub threshold: f32,
    /// For each row, what a whole-number weight stands for.
    pub scales: [f32; ROWS],
    /// For each row, its score without features.
    pub biases: [f32; ROWS],
    /// For each bucket the rows' weights.
    pub weights: Vec<i8>,
    /// Hashes of the words that were trained on, ascending.
    pub vocabulary: Vec<u32>,
}

/// What the classifier makes of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// The likeliest intent, however unlikely.
    pub intent: Intent,
    /// Its probability, 0-1.
    pub confidence: f32,
    /// The likeliest language.
    pub language: Language,
    /// Its probability, 0-1.
    pub language_confidence: f32,
}

impl Model {
    /// Judges words in which medicines, places and numbers are marked.
    pub fn judge(&self, words: &[&str]) -> Judgement {
        let scores = self.scores(words);
        let (intents, languages) = scores.split_at(Intent::ALL.len());
        let (intent, confidence) = likeliest(intents, self.temperature);
        let (language, language_confidence) = likeliest(languages, 1.0);
        Judgement {
            intent: Intent::ALL[intent],
            confidence,
            language: Language::ALL[language],
            language_confidence,
        }
    }

    /// Whether a folded word was seen in training: then it is a word of the language and no misspelt medicine.
    pub fn knows(&self, word: &str) -> bool {
        self.vocabulary.binary_search(&hash(word)).is_ok()
    }

    fn scores(&self, words: &[&str]) -> [f32; ROWS] {
        let found = features(words);
        let mut sums = [0_i32; ROWS];
        for bucket in &found {
            let start = *bucket as usize * ROWS;
            let weights = self.weights.get(start..start + ROWS).unwrap_or_default();
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(*weight);
            }
        }
        // Every text weighs the same, however long it is.
        let share = 1.0 / (found.len().max(1) as f32).sqrt();
        std::array::from_fn(|row| sums[row] as f32 * self.scales[row] * share + self.biases[row])
    }

    /// The file's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        // Both counts and the bits are below 256.
        bytes.extend([
            LAYOUT,
            BUCKET_BITS as u8,
            Intent::ALL.len() as u8,
            Language::ALL.len() as u8,
        ]);
        let numbers = [self.temperature, self.threshold];
        for number in numbers.iter().chain(&self.scales).chain(&self.biases) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        bytes.extend((self.vocabulary.len() as u32).to_le_bytes());
        bytes.extend(self.vocabulary.iter().flat_map(|word| word.to_le_bytes()));
        bytes
    }

    /// Reads what [`Model::encode`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] for anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut rest = Reader(bytes);
        let head = [
            LAYOUT,
            BUCKET_BITS as u8,
            Intent::ALL.len() as u8,
            Language::ALL.len() as u8,
        ];
        if rest.take(MAGIC.len())? != MAGIC || rest.take(head.len())? != head {
            return Err(ModelError);
        }
        let (temperature, threshold) = (rest.number()?, rest.number()?);
        let (mut scales, mut biases) = ([0.0; ROWS], [0.0; ROWS]);
        for number in scales.iter_mut().chain(&mut biases) {
            *number = rest.number()?;
        }
        let weights = rest.take(ROWS << BUCKET_BITS)?;
        let weights = weights.iter().map(|byte| byte.cast_signed()).collect();
        let count = u32::from_le_bytes(rest.four()?) as usize;
        let words = rest.take(count.checked_mul(4).ok_or(ModelError)?)?;
        let (words, []) = words.as_chunks::<4>() else {
            return Err(ModelError);
        };
        if !rest.0.is_empty() {
            return Err(ModelError);
        }
        Ok(Self {
            temperature,
            threshold,
            scales,
            biases,
            weights,
            vocabulary: words.iter().map(|word| u32::from_le_bytes(*word)).collect(),
        })
    }
}

/// The place of the highest score and its share after a softmax.
fn likeliest(scores: &[f32], temperature: f32) -> (usize, f32) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    let place = scores.iter().position(|score| *score == highest);
    let parts = scores
        .iter()
        .map(|score| ((score - highest) / temperature).exp());
    (place.unwrap_or_default(), 1.0 / parts.sum::<f32>())
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(ModelError)?;
        self.0 = rest;
        Ok(taken)
    }

    fn four(&mut self) -> Result<[u8; 4], ModelError> {
        self.take(4)?.try_into().map_err(|_| ModelError)
    }

    fn number(&mut self) -> Result<f32, ModelError> {
        let number = f32::from_le_bytes(self.four()?);
        number.is_finite().then_some(number).ok_or(ModelError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let mut weights = vec![0; ROWS << BUCKET_BITS];
        for bucket in features(&["salom"]) {
            weights[bucket as usize * ROWS + 7] = 100;
            weights[bucket as usize * ROWS + Intent::ALL.len()] = 100;
        }
        Model {
            temperature: 1.0,
            threshold: 0.5,
            scales: [0.05; ROWS],
            biases: [0.0; ROWS],
            weights,
            vocabulary: vec![hash("salom")],
        }
    }

    #[test]
    fn weights_decide_both_questions() {
        let judgement = model().judge(&["salom"]);
        assert_eq!(judgement.intent, Intent::Greet);
        assert_eq!(judgement.language, Language::Uzbek);
        assert!(judgement.confidence > 0.9 && judgement.confidence <= 1.0);
        let other = model().judge(&["boshqa", "narsa", "haqida", "gapirdi"]);
        assert!(other.confidence < 0.5);
    }

    #[test]
    fn a_file_reads_back_and_nothing_else_is_read() {
        let model = model();
        let bytes = model.encode();
        assert_eq!(Model::decode(&bytes), Ok(model));
        assert_eq!(Model::decode(&bytes[..bytes.len() - 1]), Err(ModelError));
        assert_eq!(
            Model::decode(&[bytes.as_slice(), b"x"].concat()),
            Err(ModelError)
        );
        assert_eq!(Model::decode(b"NZNL"), Err(ModelError));
        let mut other = bytes;
        other[4] = LAYOUT + 1;
        assert_eq!(Model::decode(&other), Err(ModelError));
    }
}
