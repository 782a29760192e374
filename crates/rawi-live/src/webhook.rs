//! Posting hits to a webhook: takes a delivery, gives the body and the headers that sign it.
//!
//! The receiver computes HMAC-SHA256 over the time, a dot and the body with the secret that both know, compares it
//! with the signature, and refuses what is too old: what somebody else recorded cannot be sent again later.

use jiff::Timestamp;
use rawi_store::Delivery;
use ring::hmac;
use serde::Serialize;

use crate::EventJson;

/// Hits of one post.
pub(crate) const HITS: usize = 50;
/// A shorter secret is no secret.
pub const SECRET_LENGTH: usize = 16;

#[derive(Serialize)]
struct Body<'a> {
    alert: &'a str,
    delivery: &'a str,
    sent_at: String,
    records: Vec<EventJson<'a>>,
}

/// What is posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

/// The post of a delivery at a time.
pub(crate) fn post(delivery: &Delivery, now: Timestamp) -> Result<Signed, serde_json::Error> {
    // Which hits these are: the first and the last of them.
    let first = delivery.hits.first().map_or(0, |hit| hit.id);
    let id = format!("{first}-{}", delivery.upto);
    let body = serde_json::to_vec(&Body {
        alert: &delivery.alert,
        delivery: &id,
        sent_at: now.to_string(),
        records: delivery
            .hits
            .iter()
            .map(|hit| EventJson::of(&hit.row))
            .collect(),
    })?;
    let time = now.as_second();
    let signature = sign(&delivery.webhook.secret, time, &body);
    Ok(Signed {
        headers: vec![
            ("rawi-delivery", id),
            ("rawi-signature", format!("t={time},v1={signature}")),
        ],
        body,
    })
}

/// The signature of a body that is sent at a time, in seconds since 1970: HMAC-SHA256 of `time.body`, in hexadecimal.
///
/// ```
/// let signature = rawi_live::sign("a secret between two", 1_700_000_000, b"{}");
/// assert_eq!(signature.len(), 64);
/// assert_ne!(signature, rawi_live::sign("a secret between two", 1_700_000_001, b"{}"));
/// ```
pub fn sign(secret: &str, time: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let mut signed = hmac::Context::with_key(&key);
    signed.update(time.to_string().as_bytes());
    signed.update(b".");
    signed.update(body);
    let tag = signed.sign();
    tag.as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_the_one_that_others_compute() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 'a secret between two'
        assert_eq!(
            sign("a secret between two", 1_700_000_000, b"{\"a\":1}"),
            "9730c630eacb738bacf7b47f8d97675d1931ba539371e910dabbbe2f25093ff4"
        );
    }
}
