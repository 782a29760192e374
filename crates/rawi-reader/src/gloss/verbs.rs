//! Takes the English of a frame (`demanded of`, `air strike on`), gives the forms that a sentence needs.

/// An act in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    Verb(Verb),
    /// No verb fits: the noun phrase stands as it is (`air strike on`).
    Noun(String),
}

/// The forms of a verb phrase, without the preposition of its recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verb {
    /// `took control`
    pub past: String,
    /// `take control`
    pub base: String,
    /// `taken control`
    pub participle: String,
    /// `of`
    pub preposition: Option<String>,
}

const PREPOSITIONS: &[&str] = &[
    "of", "to", "with", "against", "on", "from", "at", "for", "over", "in", "by", "between",
    "into", "among", "towards", "before",
];

/// Past, base and participle where they are no regular `-ed`.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("was", "be", "been"),
    ("were", "be", "been"),
    ("had", "have", "had"),
    ("beat", "beat", "beaten"),
    ("blew", "blow", "blown"),
    ("bought", "buy", "bought"),
    ("broke", "break", "broken"),
    ("brought", "bring", "brought"),
    ("came", "come", "come"),
    ("cast", "cast", "cast"),
    ("clung", "cling", "clung"),
    ("cut", "cut", "cut"),
    ("drew", "draw", "drawn"),
    ("drove", "drive", "driven"),
    ("fell", "fall", "fallen"),
    ("fled", "flee", "fled"),
    ("flew", "fly", "flown"),
    ("forgave", "forgive", "forgiven"),
    ("fought", "fight", "fought"),
    ("found", "find", "found"),
    ("froze", "freeze", "frozen"),
    ("gave", "give", "given"),
    ("grew", "grow", "grown"),
    ("held", "hold", "held"),
    ("hit", "hit", "hit"),
    ("kept", "keep", "kept"),
    ("laid", "lay", "laid"),
    ("lay", "lie", "lain"),
    ("led", "lead", "led"),
    ("left", "leave", "left"),
    ("let", "let", "let"),
    ("lost", "lose", "lost"),
    ("made", "make", "made"),
    ("met", "meet", "met"),
    ("overthrew", "overthrow", "overthrown"),
    ("paid", "pay", "paid"),
    ("put", "put", "put"),
    ("ran", "run", "run"),
    ("rebuilt", "rebuild", "rebuilt"),
    ("retook", "retake", "retaken"),
    ("rose", "rise", "risen"),
    ("said", "say", "said"),
    ("sat", "sit", "sat"),
    ("sent", "send", "sent"),
    ("set", "set", "set"),
    ("shed", "shed", "shed"),
    ("shot", "shoot", "shot"),
    ("shut", "shut", "shut"),
    ("sold", "sell", "sold"),
    ("sought", "seek", "sought"),
    ("spoke", "speak", "spoken"),
    ("stood", "stand", "stood"),
    ("struck", "strike", "struck"),
    ("swore", "swear", "sworn"),
    ("threw", "throw", "thrown"),
    ("told", "tell", "told"),
    ("took", "take", "taken"),
    ("went", "go", "gone"),
    ("withdrew", "withdraw", "withdrawn"),
    ("withheld", "withhold", "withheld"),
    ("wrote", "write", "written"),
];

/// Regular verbs whose base the ending alone does not show.
const BASES: &[(&str, &str)] = &[
    ("freed", "free"),
    ("agreed", "agree"),
    ("guaranteed", "guarantee"),
    ("called", "call"),
    ("killed", "kill"),
    ("shelled", "shell"),
    ("repelled", "repel"),
    ("expelled", "expel"),
    ("quelled", "quell"),
    ("cancelled", "cancel"),
    ("bulldozed", "bulldoze"),
    ("allied", "ally"),
    ("lied", "lie"),
    ("tied", "tie"),
    ("died", "die"),
    ("quizzed", "quiz"),
    ("banned", "ban"),
    ("boycotted", "boycott"),
    ("condoled", "condole"),
    ("consoled", "console"),
    ("convened", "convene"),
    ("intervened", "intervene"),
    ("described", "describe"),
    ("dissuaded", "dissuade"),
    ("persuaded", "persuade"),
    ("postponed", "postpone"),
    ("rebelled", "rebel"),
    ("reconciled", "reconcile"),
    ("rescheduled", "reschedule"),
    ("ruled", "rule"),
    ("stoned", "stone"),
    ("telephoned", "telephone"),
    ("welcomed", "welcome"),
    ("restored", "restore"),
    ("ignored", "ignore"),
    ("interfered", "interfere"),
    ("deplored", "deplore"),
    ("provoked", "provoke"),
    ("revoked", "revoke"),
    ("evaded", "evade"),
    ("blockaded", "blockade"),
    ("changed", "change"),
    ("challenged", "challenge"),
    ("banged", "bang"),
    ("hanged", "hang"),
    ("belonged", "belong"),
    ("visited", "visit"),
    ("limited", "limit"),
    ("prohibited", "prohibit"),
    ("recruited", "recruit"),
    ("exploited", "exploit"),
    ("edited", "edit"),
    ("piloted", "pilot"),
    ("exhibited", "exhibit"),
    ("submitted", "submit"),
];

/// Nouns that name an act, with the verb phrase a reader expects.
const NOUNS: &[(&str, &str)] = &[
    ("abduction", "abducted"),
    ("accusation", "accused"),
    ("agreement", "agreed with"),
    ("annexation", "annexed"),
    ("apology", "apologised to"),
    ("appeal", "appealed to"),
    ("appreciation", "expressed appreciation for"),
    ("approval", "approved"),
    ("arrest", "arrested"),
    ("assassination", "assassinated"),
    ("assault", "assaulted"),
    ("attack", "attacked"),
    ("backing", "backed"),
    ("ban", "banned"),
    ("beating", "beat"),
    ("blockade", "blockaded"),
    ("bombing", "bombed"),
    ("boycott", "boycotted"),
    ("burning", "burned"),
    ("call", "called on"),
    ("capture", "captured"),
    ("clash", "clashed with"),
    ("clashes", "clashed with"),
    ("complaint", "complained of"),
    ("condemnation", "condemned"),
    ("condolences", "condoled with"),
    ("confiscation", "confiscated"),
    ("congratulations", "congratulated"),
    ("consultation", "consulted with"),
    ("consultations", "consulted with"),
    ("contact", "contacted"),
    ("contacts", "held contacts with"),
    ("cooperation", "cooperated with"),
    ("coordination", "coordinated with"),
    ("criticism", "criticised"),
    ("demand", "demanded of"),
    ("demands", "demanded of"),
    ("demolition", "demolished"),
    ("demonstration", "demonstrated against"),
    ("demonstrations", "demonstrated against"),
    ("denunciation", "denounced"),
    ("deportation", "deported"),
    ("detention", "detained"),
    ("dialogue", "held a dialogue with"),
    ("discussion", "held discussions with"),
    ("evacuation", "evacuated"),
    ("execution", "executed"),
    ("expulsion", "expelled"),
    ("financing", "financed"),
    ("help", "helped"),
    ("hosting", "hosted"),
    ("incursion", "made an incursion into"),
    ("invasion", "invaded"),
    ("investigation", "investigated"),
    ("invitation", "invited"),
    ("killing", "killed"),
    ("mediation", "mediated between"),
    ("meeting", "met with"),
    ("negotiation", "negotiated with"),
    ("negotiations", "negotiated with"),
    ("objection", "objected to"),
    ("occupation", "occupied"),
    ("opposition", "opposed"),
    ("pardon", "pardoned"),
    ("pledge", "pledged to"),
    ("praise", "praised"),
    ("pressure", "pressed"),
    ("promise", "promised"),
    ("protest", "protested against"),
    ("protests", "protested against"),
    ("raid", "raided"),
    ("reception", "received"),
    ("recognition", "recognised"),
    ("refusal", "refused"),
    ("rejection", "rejected"),
    ("release", "released"),
    ("request", "asked"),
    ("requests", "asked"),
    ("rescue", "rescued"),
    ("resignation", "resigned"),
    ("retreat", "retreated from"),
    ("shelling", "shelled"),
    ("siege", "besieged"),
    ("shooting", "shot at"),
    ("sit-in", "held a sit-in against"),
    ("solidarity", "expressed solidarity with"),
    ("stabbing", "stabbed"),
    ("storming", "stormed"),
    ("strike", "went on strike against"),
    ("summoning", "summoned"),
    ("support", "supported"),
    ("talks", "held talks with"),
    ("telephone", "telephoned"),
    ("thanks", "thanked"),
    ("threat", "threatened"),
    ("threats", "threatened"),
    ("torture", "tortured"),
    ("truce", "made a truce with"),
    ("veto", "vetoed"),
    ("visit", "visited"),
    ("warning", "warned"),
    ("welcome", "welcomed"),
    ("withdrawal", "withdrew from"),
    ("wounding", "wounded"),
];

/// Reads a frame's English. `verbal`: the frame is a verb's, so its first word is a verb in the past.
pub(super) fn of(english: &str, verbal: bool) -> Phrase {
    let english = english.trim();
    if verbal {
        return Phrase::Verb(forms(english));
    }
    let mut words = english.split(' ');
    let head = words.next().unwrap_or("");
    let simple = match (words.next(), words.next()) {
        (None, _) => true,
        (Some(p), None) => PREPOSITIONS.contains(&p),
        (Some("call"), Some(_)) => head == "telephone",
        _ => false,
    };
    match NOUNS.iter().find(|(n, _)| simple && *n == head) {
        Some((_, verb)) => Phrase::Verb(forms(verb)),
        None => Phrase::Noun(english.to_owned()),
    }
}

fn forms(english: &str) -> Verb {
    let mut words: Vec<&str> = english.split_whitespace().collect();
    let preposition = (words.len() > 1)
        .then(|| words.pop_if(|w| PREPOSITIONS.contains(w)))
        .flatten()
        .map(str::to_owned);
    let (head, rest) = words.split_first().map_or(("", &[][..]), |(h, r)| (*h, r));
    let tail = |form: &str| {
        let mut out = form.to_owned();
        for w in rest {
            out.push(' ');
            out.push_str(w);
        }
        out
    };
    let (base, participle) = match IRREGULAR.iter().find(|(p, _, _)| *p == head) {
        Some((_, b, pp)) => ((*b).to_owned(), *pp),
        None => (base(head), head),
    };
    Verb {
        past: tail(head),
        base: tail(&base),
        participle: tail(participle),
        preposition,
    }
}

/// The infinitive of a regular past.
fn base(past: &str) -> String {
    if let Some((_, b)) = BASES.iter().find(|(p, _)| *p == past) {
        return (*b).to_owned();
    }
    // `booby-trapped`, `test-fired`.
    if let Some((first, last)) = past.rsplit_once('-') {
        return format!("{first}-{}", base(last));
    }
    let Some(stem) = past.strip_suffix("ed") else {
        return past.to_owned();
    };
    if let Some(y) = stem.strip_suffix('i') {
        return format!("{y}y");
    }
    let b: Vec<char> = stem.chars().collect();
    let vowel = |c: char| "aeiou".contains(c);
    let n = b.len();
    if n < 2 {
        return past.to_owned();
    }
    let at = |k: usize| {
        n.checked_sub(k)
            .and_then(|i| b.get(i))
            .copied()
            .unwrap_or(' ')
    };
    let (last, before, third) = (at(1), at(2), at(3));
    if last == before && !"slfz".contains(last) && !vowel(last) {
        return b[..n - 1].iter().collect();
    }
    let single = vowel(before) && !vowel(third);
    let silent = match last {
        'c' | 'v' | 'u' => true,
        's' => before != 's' && (vowel(before) || "nrlp".contains(before)),
        'z' => true,
        'g' => "dnr".contains(before) && !stem.ends_with("ing") || vowel(before) && before != 'o',
        'l' => !vowel(before) && !"lrw".contains(before),
        't' => before != 'e' && single || stem.ends_with("iat") || stem.ends_with("uat"),
        'r' => single && !"eo".contains(before) && !stem.ends_with("our"),
        'd' => single,
        'k' => single && before != 'e',
        'm' => single && !stem.ends_with("om"),
        'n' => single && !stem.ends_with("on") && !stem.ends_with("en"),
        'p' => single,
        _ => false,
    };
    if silent {
        format!("{stem}e")
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_keep_their_preposition() {
        let Phrase::Verb(v) = of("demanded of", true) else {
            unreachable!()
        };
        assert_eq!(
            (v.past.as_str(), v.base.as_str(), v.preposition.as_deref()),
            ("demanded", "demand", Some("of"))
        );
        let Phrase::Verb(v) = of("took control of", true) else {
            unreachable!()
        };
        assert_eq!(
            (v.base.as_str(), v.participle.as_str()),
            ("take control", "taken control")
        );
    }

    #[test]
    fn nouns_become_verbs_where_one_fits() {
        assert!(matches!(of("condemnation of", false), Phrase::Verb(v) if v.past == "condemned"));
        assert!(
            matches!(of("telephone call with", false), Phrase::Verb(v) if v.past == "telephoned")
        );
        assert_eq!(
            of("air strike on", false),
            Phrase::Noun("air strike on".into())
        );
        assert_eq!(
            of("support base of the movement", false),
            Phrase::Noun("support base of the movement".into())
        );
    }

    #[test]
    fn every_verb_of_the_lexicon_has_a_base() {
        for f in rawi_lexicon::builtin().frames_iter() {
            if f.id.contains('.') && !f.none {
                let Phrase::Verb(v) = of(&f.english, true) else {
                    unreachable!()
                };
                let first = v.base.split(' ').next().unwrap_or("");
                let past = first.ends_with("ed")
                    && !matches!(first, "shed" | "need" | "exceed" | "proceed");
                assert!(!first.is_empty() && !past, "{}: {}", f.id, f.english);
            }
        }
    }
}
