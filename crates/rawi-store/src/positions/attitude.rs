//! What an act says about the position of who does it: takes type and class, gives an attitude. Pure.

use rawi_model::EventType;

use crate::claims::Class;

/// How someone stands to a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attitude {
    /// Demands it, asks for it.
    Demands,
    /// Offers it, promises it, agrees to it.
    Offers,
    /// Refuses it.
    Refuses,
    /// Threatens with it.
    Threatens,
    /// Accuses somebody of it, condemns it.
    Accuses,
    /// Backs it, praises it.
    Backs,
}

impl Attitude {
    /// All of them, in the order in which a dossier has them.
    pub const ALL: [Self; 6] = [
        Self::Demands,
        Self::Offers,
        Self::Refuses,
        Self::Threatens,
        Self::Accuses,
        Self::Backs,
    ];

    /// Its name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demands => "demands",
            Self::Offers => "offers",
            Self::Refuses => "refuses",
            Self::Threatens => "threatens",
            Self::Accuses => "accuses",
            Self::Backs => "backs",
        }
    }

    /// The attitude of who does an act of this type that is told in this class; none where the act is no position, or
    /// somebody else only wants it of him.
    pub(crate) const fn of(kind: EventType, class: Class) -> Option<Self> {
        use EventType as E;
        match (kind, class) {
            (_, Class::Denied | Class::Maybe | Class::Wanted) => None,
            (E::Request, _) => Some(Self::Demands),
            (E::Reject, _) => Some(Self::Refuses),
            (E::Threaten, _)
            | (E::Sanction | E::Mobilize | E::Coerce | E::Assault, Class::Ahead) => {
                Some(Self::Threatens)
            }
            (E::Agree | E::Concede, _)
            | (E::Aid | E::Cooperate | E::Retreat | E::Consult, Class::Ahead) => Some(Self::Offers),
            (E::Accuse, _) => Some(Self::Accuses),
            (E::Support, _) => Some(Self::Backs),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threat_carried_out_is_no_threat_any_more() {
        assert_eq!(
            Attitude::of(EventType::Sanction, Class::Ahead),
            Some(Attitude::Threatens)
        );
        assert_eq!(Attitude::of(EventType::Sanction, Class::Happened), None);
        assert_eq!(Attitude::of(EventType::Request, Class::Denied), None);
    }
}
