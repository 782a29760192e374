//! Whether an act is one of cooperation or of conflict: the halves of PLOVER's quads.

use rawi_model::EventType;

/// Cooperation or conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Quads 1 and 2: agreeing, talking, supporting, conceding; working together, helping, withdrawing.
    Cooperation,
    /// Quads 3 and 4: demanding, accusing, refusing, threatening; sanctions, protest, mobilisation, coercion, attack.
    Conflict,
}

impl Tone {
    /// The tone of a type.
    pub const fn of(kind: EventType) -> Self {
        use EventType as E;
        match kind {
            E::Agree
            | E::Consult
            | E::Support
            | E::Concede
            | E::Cooperate
            | E::Aid
            | E::Retreat => Self::Cooperation,
            E::Request
            | E::Accuse
            | E::Reject
            | E::Threaten
            | E::Protest
            | E::Sanction
            | E::Mobilize
            | E::Coerce
            | E::Assault => Self::Conflict,
        }
    }
}
