//! Which addresses are not of the public internet: IANA's registries of special-purpose addresses as of 2024, and IPv6
//! addresses that carry an IPv4 address inside.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What makes an address one that is not asked; `None` for a public one.
///
/// ```
/// use rawi_live::refused;
///
/// assert_eq!(refused("93.184.215.14".parse().unwrap()), None);
/// assert_eq!(refused("169.254.169.254".parse().unwrap()), Some("a link-local address"));
/// assert_eq!(refused("64:ff9b::a00:1".parse().unwrap()), Some("a private address"));
/// ```
pub const fn refused(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => refused_v4(address),
        IpAddr::V6(address) => refused_v6(address),
    }
}

const fn refused_v4(address: Ipv4Addr) -> Option<&'static str> {
    Some(match address.octets() {
        [0, ..] => "an unspecified address",
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => "a private address",
        [100, 64..=127, ..] => "an address shared by customers of a provider",
        [127, ..] => "a loopback address",
        [169, 254, ..] => "a link-local address",
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => "an address for documentation",
        [192, 0, 0, _] | [192, 88, 99, _] => "an address of the protocol itself",
        [198, 18 | 19, ..] => "an address for measurements",
        [224..=239, ..] => "a multicast address",
        [240..=255, ..] => "a reserved address",
        _ => return None,
    })
}

const fn refused_v6(address: Ipv6Addr) -> Option<&'static str> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let inside = Ipv4Addr::new((g >> 8) as u8, g as u8, (h >> 8) as u8, h as u8);
    Some(match [a, b, c, d, e, f] {
        [0, 0, 0, 0, 0, 0] => match (g, h) {
            (0, 0) => "an unspecified address",
            (0, 1) => "a loopback address",
            _ => "an IPv4 address in an IPv6 address",
        },
        [0, 0, 0, 0, 0, 0xffff] | [0, 0, 0, 0, 0xffff, 0] => "an IPv4 address in an IPv6 address",
        // NAT64: what lies behind it is the IPv4 address, and in a network without IPv4 everything does.
        [0x64, 0xff9b, 0, 0, 0, 0] => return refused_v4(inside),
        [0xfe80..=0xfebf, ..] => "a link-local address",
        [0xfc00..=0xfdff, ..] | [0xfec0..=0xfeff, ..] => "a private address",
        [0xff00..=0xffff, ..] => "a multicast address",
        // Teredo, benchmarks, ORCHID and the rest of the protocol's own.
        [0x2001, 0..=0x1ff, ..] => "an address of the protocol itself",
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => "an address for documentation",
        [0x2002, ..] => "an IPv4 address in an IPv6 address",
        // ISATAP: the IPv4 address is that of a neighbour.
        [_, _, _, _, 0 | 0x200, 0x5efe] => "an IPv4 address in an IPv6 address",
        [0x2000..=0x3fff, ..] => return None,
        _ => "a reserved address",
    })
}
