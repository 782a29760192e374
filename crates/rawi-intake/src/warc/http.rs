//! The response of a server as a web archive keeps it: status, the headers that matter, the body.

/// A response.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    /// In lower case.
    pub(super) content_type: String,
    /// `Content-Encoding`, unless it is the identity.
    pub(super) encoding: Option<String>,
    /// The body, its chunks joined.
    pub(super) body: Vec<u8>,
}

/// Splits a response; `None` if it does not start like one.
pub(super) fn parse(block: &[u8]) -> Option<Response> {
    if !block.starts_with(b"HTTP/") {
        return None;
    }
    let (head, body) = split(block);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next()?.split_whitespace().nth(1)?.parse().ok()?;
    let mut response = Response {
        status,
        content_type: String::new(),
        encoding: None,
        body: Vec::new(),
    };
    let mut chunked = false;
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => response.content_type = value,
            "content-encoding" if value != "identity" && !value.is_empty() => {
                response.encoding = Some(value)
            }
            "transfer-encoding" => chunked = value.contains("chunked"),
            _ => {}
        }
    }
    // Many crawlers join the chunks and keep the header.
    response.body = chunked
        .then(|| dechunk(body))
        .flatten()
        .unwrap_or_else(|| body.to_vec());
    Some(response)
}

/// The name of the encoding in a content type.
pub(super) fn charset(content_type: &str) -> Option<String> {
    let (_, value) = content_type.split_once("charset=")?;
    let value = value.split(';').next().unwrap_or(value);
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

fn split(block: &[u8]) -> (&[u8], &[u8]) {
    for end in [b"\r\n\r\n".as_slice(), b"\n\n"] {
        if let Some(at) = block.windows(end.len()).position(|w| w == end) {
            return (&block[..at], &block[at + end.len()..]);
        }
    }
    (block, &[])
}

/// The chunks of a body joined; `None` if it does not consist of chunks. A body cut off in a chunk gives what is there.
fn dechunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let Some(end) = body.iter().position(|&b| b == b'\n') else {
            return (!joined.is_empty()).then_some(joined);
        };
        let size = std::str::from_utf8(&body[..end]).ok()?;
        let size = size.split(';').next().unwrap_or(size).trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(joined);
        }
        let len = size.min(body.len());
        joined.extend_from_slice(&body[..len]);
        body = &body[len..];
        body = body
            .strip_prefix(b"\r\n")
            .or_else(|| body.strip_prefix(b"\n"))
            .unwrap_or(body);
        if body.is_empty() {
            return Some(joined);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_chunks_only_where_there_are_any() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"windows-1256\"\r\nTransfer-Encoding: chunked\r\n\r\n";
        let chunked =
            parse(format!("{head}3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n").as_bytes()).unwrap();
        assert_eq!(chunked.body, b"abcde");
        assert_eq!(
            charset(&chunked.content_type).as_deref(),
            Some("windows-1256")
        );
        assert_eq!(
            parse(format!("{head}<p>plain\n</p>").as_bytes())
                .unwrap()
                .body,
            b"<p>plain\n</p>"
        );
        assert!(parse(b"<html>").is_none());
    }
}
