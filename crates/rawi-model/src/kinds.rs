//! Closed lists: event types, statuses, kinds of source, roles, stances. Each prints as it stands in JSON.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A name that is not in one of the closed lists.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown {list} `{name}`; known are: {known}")]
pub struct UnknownName {
    /// Which list was asked.
    pub list: &'static str,
    /// What was asked for.
    pub name: String,
    /// The names that exist, joined by commas.
    pub known: String,
}

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident, $list:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every member, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name as it stands in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownName;
            fn from_str(s: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|v| v.as_str().eq_ignore_ascii_case(s)).ok_or_else(|| UnknownName {
                    list: $list,
                    name: s.to_owned(),
                    known: Self::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

closed_list! {
    /// The 16 types of the PLOVER ontology (Open Event Data Alliance).
    EventType, "event type" {
        /// Promise, pledge, offer, agree or commit to cooperate.
        Agree = "AGREE",
        /// Meet, visit, host, hold talks, phone, deliver a message.
        Consult = "CONSULT",
        /// Praise, back, congratulate, condole, recognise; sign; restore relations; mediate.
        Support = "SUPPORT",
        /// Concede, apologise, pardon, lift a restriction, announce a ceasefire or withdrawal.
        Concede = "CONCEDE",
        /// Exchange materially to mutual benefit.
        Cooperate = "COOPERATE",
        /// Give material help.
        Aid = "AID",
        /// Withdraw, release prisoners, hold a ceasefire, disarm, resign.
        Retreat = "RETREAT",
        /// Ask, call on, urge, demand, order.
        Request = "REQUEST",
        /// Condemn, criticise, blame, accuse, sue, charge, investigate.
        Accuse = "ACCUSE",
        /// Refuse, decline, veto, obstruct.
        Reject = "REJECT",
        /// Threaten, give an ultimatum, warn of retaliation.
        Threaten = "THREATEN",
        /// Demonstrate, strike, sit in, riot.
        Protest = "PROTEST",
        /// Cut or reduce relations or aid, boycott, expel diplomats.
        Sanction = "SANCTION",
        /// Move or raise forces, put on alert, without using them.
        Mobilize = "MOBILIZE",
        /// Arrest, try, ban, curfew, expel people, seize or destroy property.
        Coerce = "COERCE",
        /// Attack, bomb, kill, wound, clash, kidnap, torture, execute.
        Assault = "ASSAULT",
    }
}

closed_list! {
    /// In what status an act is reported.
    Status, "status" {
        /// Has happened or is going on.
        Occurred = "occurred",
        /// Announced for the future.
        Planned = "planned",
        /// May happen or may have happened.
        Possible = "possible",
        /// Wanted, asked for or intended by someone, not announced.
        Desired = "desired",
        /// Depends on a condition, or offered in exchange.
        Conditional = "conditional",
        /// Reported as not having happened, or denied.
        Denied = "denied",
    }
}

closed_list! {
    /// What sort of source stands behind a claim.
    SourceKind, "kind of source" {
        /// A named person, or one named by office.
        Person = "person",
        /// A body, or an unnamed official.
        Official = "official",
        /// An outlet or agency.
        Media = "media",
        /// "Sources", "reports", "leaks".
        Anonymous = "anonymous",
        /// A statement, report or study.
        Document = "document",
        /// An eyewitness.
        Witness = "witness",
    }
}

closed_list! {
    /// What a mention is in an event.
    Role, "role" {
        /// Who does it.
        Actor = "actor",
        /// To whom or against whom.
        Recipient = "recipient",
    }
}

closed_list! {
    /// How the reporter stands to the claim that he passes on.
    Stance, "stance" {
        /// Passes it on without comment (`قال`, `بحسب`).
        Neutral = "neutral",
        /// Marks distance (`زعم`, `ادعى`, `على حد قوله`).
        Doubting = "doubting",
        /// Vouches for it (`كشف`, `أثبت`, `أقر`).
        Endorsing = "endorsing",
    }
}

impl EventType {
    /// Whether an act of this type is one that two sides do together, so that either may stand as actor.
    pub const fn is_mutual(self) -> bool {
        matches!(self, Self::Consult | Self::Cooperate)
    }
}
