//! What a host asks of robots (RFC 9309): takes a `robots.txt`, says which paths may be asked for and how slowly.

use std::time::Duration;

/// The name that rules are addressed to.
const NAME: &str = "rawi";
/// Rules that are kept, and characters of one; the standard asks for at least 500 kilobytes in all.
const RULES: usize = 10_000;
const LENGTH: usize = 2048;
/// A slower pace than this is not kept: a host that wants less should forbid it.
const SLOWEST: Duration = Duration::from_secs(60);

/// The rules of one host for us.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// Pause between two requests that the host asks for.
    pub(crate) pause: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// In normal form, without the `$`.
    pattern: String,
    /// Whether the path must end where the pattern does.
    anchored: bool,
}

impl Rules {
    /// Reads a `robots.txt`; what cannot be understood says nothing.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (mut ours, mut anyones) = (Self::default(), Self::default());
        // Groups that name us count together; without one, those for everybody.
        let (mut named, mut us, mut all, mut in_rules) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if in_rules {
                        (us, all, in_rules) = (false, false, false);
                    }
                    let name = value.split(['/', ' ']).next().unwrap_or_default();
                    us |= name.eq_ignore_ascii_case(NAME);
                    all |= name == "*";
                    named |= us;
                }
                key @ ("allow" | "disallow") => {
                    in_rules = true;
                    let rule = Rule::new(key == "allow", value);
                    if us {
                        ours.add(rule.clone());
                    }
                    if all {
                        anyones.add(rule);
                    }
                }
                "crawl-delay" => {
                    in_rules = true;
                    let pause = value
                        .parse::<f64>()
                        .ok()
                        .and_then(|s| Duration::try_from_secs_f64(s).ok())
                        .map(|pause| pause.min(SLOWEST));
                    if us {
                        ours.pause = ours.pause.max(pause);
                    }
                    if all {
                        anyones.pause = anyones.pause.max(pause);
                    }
                }
                _ => {}
            }
        }
        if named { ours } else { anyones }
    }

    fn add(&mut self, rule: Option<Rule>) {
        if self.rules.len() < RULES {
            self.rules.extend(rule);
        }
    }

    /// Whether a path (with its query, percent-encoded) may be asked for: the longest pattern that fits decides, of two
    /// equally long ones that which allows.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let path = normal(path);
        self.rules
            .iter()
            .filter(|rule| rule.fits(&path))
            .max_by_key(|rule| (rule.pattern.len() + usize::from(rule.anchored), rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

impl Rule {
    /// `None` where it says nothing: an empty `Disallow:` forbids nothing.
    fn new(allow: bool, value: &str) -> Option<Self> {
        let (value, anchored) = match value.strip_suffix('$') {
            Some(value) => (value, true),
            None => (value, false),
        };
        let pattern = normal(value);
        ((anchored || !pattern.is_empty()) && pattern.len() <= LENGTH).then_some(Self {
            allow,
            pattern,
            anchored,
        })
    }

    fn fits(&self, path: &str) -> bool {
        let mut parts = self.pattern.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = path.strip_prefix(first) else {
            return false;
        };
        let mut parts = parts.peekable();
        if parts.peek().is_none() {
            return !self.anchored || rest.is_empty();
        }
        while let Some(part) = parts.next() {
            if self.anchored && parts.peek().is_none() {
                return rest.ends_with(part);
            }
            match rest.find(part) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        true
    }
}

/// One spelling for what may be written with and without percent signs; ASCII only.
fn normal(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        at += if escaped.is_some() { 3 } else { 1 };
        match escaped.unwrap_or(byte) {
            c @ (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~') => {
                out.push(c.into());
            }
            c if escaped.is_none() && c.is_ascii_graphic() => out.push(c.into()),
            c => out.push_str(&format!("%{c:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(robots: &str, path: &str) -> bool {
        Rules::parse(robots.as_bytes()).allow(path)
    }

    #[test]
    fn our_own_group_counts_before_that_for_everybody() {
        let robots = "\u{feff}User-agent: *\nDisallow: /\n\n# ours\nUSER-AGENT: other\nuser-agent: Rawi/1.0\nDisallow: /private # not\nCrawl-delay: 5\n";
        assert!(allowed(robots, "/news/1"));
        assert!(!allowed(robots, "/private/1"));
        assert_eq!(
            Rules::parse(robots.as_bytes()).pause,
            Some(Duration::from_secs(5))
        );
        assert!(!allowed("User-agent: *\nDisallow: /", "/news/1"));
        assert!(!allowed("User-agent: a\nUser-agent: *\nDisallow: /x", "/x"));
        assert!(allowed("User-agent: rawibot\nDisallow: /", "/x"));
        // Ours may be empty: everything is allowed.
        assert!(allowed(
            "User-agent: *\nDisallow: /\nUser-agent: rawi\nDisallow:",
            "/x"
        ));
        for nothing in [
            "",
            "\0\0",
            "Disallow: /",
            "<html>nothing here</html>",
            ":::",
        ] {
            assert!(allowed(nothing, "/x"), "{nothing:?}");
        }
    }

    #[test]
    fn the_longest_pattern_decides() {
        let robots = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/*.pdf$\nDisallow: /*?print=\nAllow: /same\nDisallow: /same\n";
        for (path, expected) in [
            ("/", true),
            ("/a", false),
            ("/a/x", false),
            ("/a/b/x", true),
            ("/a/b/x.pdf", false),
            ("/a/b/x.pdf?y", true),
            ("/c?print=1", false),
            ("/c?x=1&print=1", true),
            ("/same", true),
        ] {
            assert_eq!(allowed(robots, path), expected, "{path}");
        }
        assert!(!allowed("User-agent: *\nDisallow: /x*y*z$", "/x1y2yz3z"));
        assert!(allowed("User-agent: *\nDisallow: /x*y*z$", "/x1y2yz3"));
        assert!(allowed("User-agent: *\nDisallow: /$", "/x"));
        assert!(!allowed("User-agent: *\nDisallow: /$", "/"));
    }

    #[test]
    fn spellings_of_one_path_are_one() {
        let robots = "User-agent: *\nDisallow: /أخبار\nDisallow: /%7Ex\n";
        assert!(!allowed(robots, "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"));
        assert!(!allowed(robots, "/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1"));
        assert!(!allowed(robots, "/~x"));
    }

    #[test]
    fn a_file_made_to_do_harm_costs_little() {
        let stars = format!("User-agent: *\nDisallow: /{}\n", "*a".repeat(1000));
        let many = stars.repeat(200);
        let before = std::time::Instant::now();
        assert!(allowed(&many, &format!("/{}", "a".repeat(999))));
        assert!(before.elapsed() < Duration::from_secs(5));
        let rules = Rules::parse(
            "User-agent: *\nCrawl-delay: 1e300\nCrawl-delay: NaN\nCrawl-delay: 3600".as_bytes(),
        );
        assert_eq!(rules.pause, Some(SLOWEST));
    }
}
