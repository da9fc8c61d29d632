//! `/api/v1/assistant/speech`, `/transcribe`, `/voice`: with the programs and providers that there are, and plainly without.

use std::process::Command;

use nazar_tests::fake::{Behaviour, FakeProvider};
use nazar_tests::{Answer, Bundle, Client, Options, aws};
use reqwest::{Method, multipart};
use serde_json::{Value, json};

const KEY: &str = "the-operators-secret";

/// Whether this machine has the speaking program, as the bundle finds it.
fn can_speak() -> bool {
    Command::new("espeak-ng").arg("--version").output().is_ok()
}

/// One second of silence, 8,000 samples of two bytes, times `seconds`.
fn wav(seconds: u32) -> Vec<u8> {
    let samples = seconds * 16_000;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((samples + 36).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend(8_000_u32.to_le_bytes());
    bytes.extend(16_000_u32.to_le_bytes());
    bytes.extend(b"\x02\0\x10\0data");
    bytes.extend(samples.to_le_bytes());
    bytes.resize(bytes.len() + samples as usize, 0);
    bytes
}

async fn send(client: &Client, path: &str, audio: &[u8], fields: &[(&str, &str)]) -> Answer {
    let part = multipart::Part::bytes(audio.to_vec()).file_name("voice");
    let mut form = multipart::Form::new().part("audio", part);
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    let path = format!("/api/v1/assistant/{path}");
    client
        .send(client.request(Method::POST, &path).multipart(form))
        .await
        .unwrap()
}

async fn speak(client: &Client, body: &Value) -> Answer {
    client.post("/api/v1/assistant/speech", body).await.unwrap()
}

/// Samples of a WAV file, by its header, which has to be true.
fn samples(bytes: &[u8]) -> u32 {
    assert_eq!(&bytes[..4], b"RIFF");
    assert_eq!(&bytes[8..12], b"WAVE");
    let said = u32::from_le_bytes(bytes[40..44].try_into().unwrap());
    assert_eq!(
        said as usize,
        bytes.len() - 44,
        "the header says how long it is"
    );
    said / 2
}

/// Defect 1.9: the spoken answer was the text "mock audio data", and every language was declared supported.
#[tokio::test]
async fn replies_are_spoken_or_it_is_said_that_they_cannot_be() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    let languages = client.get("/api/v1/assistant/languages").await.unwrap();
    let says = languages.expect_status(200)["items"][0]["speech"] == true;
    assert_eq!(says, can_speak());
    let body = json!({"text": "Metformin 500 mg, soat 08:00 da", "language": "uz"});
    let answer = speak(&client, &body).await;
    if !can_speak() {
        answer.expect_problem(503, "speech-unavailable");
        return;
    }
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "audio/wav");
    assert_eq!(answer.header("content-language"), "uz");
    // Two to ten seconds: words were said, and not three digits.
    let length = samples(&answer.bytes);
    assert!((44_100..220_500).contains(&length), "{length}");

    let again = speak(&client, &body).await;
    assert_eq!(again.bytes, answer.bytes);
    let fast = json!({"text": "Metformin 500 mg, soat 08:00 da", "language": "uz", "speed": 2.0});
    assert!(samples(&speak(&client, &fast).await.bytes) < length * 3 / 4);
    for (text, language) in [
        ("Конкор 5 мг утром", "ru"),
        ("Take it at 8 am", "en"),
        ("Соат 8 да ичинг", "uz-Cyrl"),
    ] {
        let body = json!({"text": text, "language": language});
        assert!(
            samples(&speak(&client, &body).await.bytes) > 11_025,
            "{text}"
        );
    }
    let small =
        json!({"text": "Metformin 500 mg, soat 08:00 da", "language": "uz", "format": "opus"});
    let small = speak(&client, &small).await;
    assert_eq!(small.header("content-type"), "audio/ogg; codecs=opus");
    assert!(small.bytes.starts_with(b"OggS") && small.bytes.len() * 5 < answer.bytes.len());
    // Nothing in a text is an argument of the program.
    let written = std::env::temp_dir().join("nazar-speech.wav");
    let text = format!("--help -w {}", written.display());
    let body = json!({"text": text, "language": "en"});
    assert!(samples(&speak(&client, &body).await.bytes) > 11_025);
    assert!(!written.exists());
}

#[tokio::test]
async fn what_cannot_be_spoken_is_refused() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    for (body, pointer) in [
        (json!({"text": " "}), "/text"),
        (json!({"text": "a".repeat(1001)}), "/text"),
        (json!({"text": "salom", "language": "fr"}), "/language"),
        (json!({"text": "salom", "speed": 9.0}), "/speed"),
        (json!({"text": "salom", "format": "mp3"}), "/format"),
    ] {
        let problem = speak(&client, &body)
            .await
            .expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

#[tokio::test]
async fn what_is_no_recording_is_refused_before_anybody_listens() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    for path in ["transcribe", "voice"] {
        let long = send(&client, path, &wav(61), &[]).await;
        let problem = long.expect_problem(422, "audio-too-long");
        assert!(
            problem["detail"].as_str().unwrap().contains("60"),
            "{problem}"
        );
        let text = send(&client, path, b"this is no recording at all", &[]).await;
        text.expect_problem(422, "audio-type-unsupported");
        let cut = send(&client, path, b"RIFF\0\0\0\0WAVEfmt ", &[]).await;
        cut.expect_problem(422, "audio-unreadable");
        let language = send(&client, path, &wav(1), &[("language", "fr")]).await;
        language.expect_problem(422, "validation-failed");
    }
    let json = client
        .post("/api/v1/assistant/transcribe", &json!({}))
        .await
        .unwrap();
    json.expect_problem(415, "unsupported-media-type");
}

async fn world() -> (Bundle, FakeProvider, FakeProvider) {
    let listener = FakeProvider::start([Behaviour::Silent]).await.unwrap();
    let talker = FakeProvider::start([Behaviour::Silent]).await.unwrap();
    let mut options = Options::with_wide_limits();
    options.parameters.extend([
        format!("TranscriptionBaseUrl={}", listener.url()),
        format!("ChatBaseUrl={}", talker.url()),
    ]);
    let bundle = tokio::task::spawn_blocking(|| Bundle::start(options)).await;
    let bundle = bundle.unwrap().unwrap();
    for provider in ["transcription", "chat"] {
        aws::dynamodb(&bundle)
            .await
            .put_item()
            .table_name(aws::table(&bundle, "keys").await)
            .item("pk", aws::text(&format!("PROVIDER#{provider}")))
            .item("sk", aws::text("KEY"))
            .item("value", aws::text(KEY))
            .send()
            .await
            .unwrap();
    }
    (bundle, listener, talker)
}

fn heard(text: &str, language: &str) -> Behaviour {
    Behaviour::answer(200, json!({"text": text, "language": language}).to_string())
}

fn said(text: &str) -> Behaviour {
    let body = json!({"choices": [{"message": {"role": "assistant", "content": text}}]});
    Behaviour::answer(200, body.to_string())
}

#[tokio::test]
async fn with_providers_a_question_is_heard_done_and_answered() {
    let (bundle, listener, talker) = world().await;
    let client = Client::new(&bundle);
    listener.plan([heard(
        "aspirin va varfarinni birga ichsa bo'ladimi",
        "uzbek",
    )]);
    let answer = send(&client, "voice", &wav(3), &[("language", "uz")])
        .await
        .expect_status(200);
    assert_eq!(answer["transcript"]["language"], "uz");
    assert_eq!(answer["transcript"]["seconds"], 3.0);
    assert_eq!(answer["answer"]["intent"], "check_interaction", "{answer}");
    assert_eq!(
        answer["answer"]["result"]["check"]["verdict"]["outcome"],
        "danger"
    );
    assert_eq!(answer["audio"].is_object(), can_speak());
    let asked = listener.received();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].header("authorization"), format!("Bearer {KEY}"));
    assert!(asked[0].head.starts_with("POST /audio/transcriptions "));
    assert!(asked[0].body.contains("name=\"model\"") && asked[0].body.contains("audio/wav"));

    listener.plan([heard("", "english")]);
    let silent = send(&client, "voice", &wav(1), &[]).await;
    silent.expect_problem(422, "audio-silent");
    listener.plan([Behaviour::answer(200, "<html>")]);
    // A provider that fails is stood in for.
    let broken = send(&client, "transcribe", &wav(1), &[]).await;
    let broken = broken.expect_status(200);
    assert_eq!(
        (&broken["recogniser"], &broken["outcome"]),
        (&json!("local"), &json!("silent"))
    );

    // Only what is unknown is handed on, and only what fits is used.
    let ask = async |text: &str| {
        let answer = client
            .post("/api/v1/assistant/query", &json!({"text": text}))
            .await;
        answer.unwrap().expect_status(200)
    };
    let known = ask("Do you have aspirin?").await;
    assert_eq!(known["worded_by"], "local");
    ask("I have a fever").await;
    assert_eq!(
        talker.received().len(),
        0,
        "complaints and what is understood stay here"
    );
    talker.plan([said(
        "I can look up medicines, prices and pharmacies for you.",
    )]);
    let unknown = ask("will it rain in Tashkent tomorrow").await;
    assert_eq!(unknown["worded_by"], "provider", "{unknown}");
    for unfit in [
        "Take 500 mg twice.",
        "Try aspirin, it helps.",
        "Я не знаю.",
        "See https://example.org now",
    ] {
        talker.plan([said(unfit)]);
        let answer = ask("will it rain in Tashkent tomorrow").await;
        assert_eq!(answer["worded_by"], "local", "{unfit}");
    }
    assert!(!bundle.log().contains(KEY));
}
