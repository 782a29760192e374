//! Which nouns say what sort of place a name is, or are a place themselves, and which words say where something is seen from them.

/// Nouns before the name of a town, a province, a region: the name means the place whatever else it may be.
pub(super) const SETTLEMENTS: &[&str] = &[
    "مدينه", "مدينتي", "مدن", "محافظه", "محافظتي", "محافظات", "منطقه", "منطقتي", "مناطق", "بلده",
    "بلدتي", "بلدات", "قريه", "قريتي", "قري", "قضاء", "ولايه", "ولايتي", "ولايات", "اقليم", "اقاليم",
    "مديريه", "مديريات", "ناحيه", "نواحي", "مقاطعه", "مقاطعات", "عاصمه", "قطاع", "جزيره", "جزر",
    "ريف", "ضاحيه", "ضواحي", "مخيم", "مخيمات", "دوله", "جمهوريه", "اماره", "مملكه", "سهل", "وادي", "جبل",
    "جبال", "هضبه", "صحراء", "باديه", "غوطه", "ساحل", "دلتا", "اراضي", "ارض", "حدود", "بلاد",
];

/// Nouns that mean a place when they stand alone with the article: the one named before, or that of the report.
pub(super) const ALONE: &[&str] = &[
    "عاصمه", "مدينه", "بلده", "قريه", "محافظه", "ولايه", "بلاد", "مملكه", "قطاع", "مخيم", "ميدان", "جزيره", "اقليم", "سجن", "مطار",
    "مسجد", "جامعه", "حي",
];

/// Places inside a town: what stands after them may be called after another town or a state (`حي القاهرة`, `شارع فلسطين`).
pub(super) const SITES: &[&str] = &[
    "حي", "احياء", "شارع", "شوارع", "ميدان", "ميادين", "ساحه", "ساحات", "مطار", "مطارات", "معبر",
    "معابر", "ميناء", "مرفا", "قاعده", "قواعد", "معسكر", "معسكرات", "سجن", "سجون", "معتقل",
    "معتقلات", "جامعه", "مستشفي", "طريق", "جسر", "مسجد", "جامع", "كنيسه", "محطه", "محطات", "حاجز",
    "حواجز", "مبني", "مقر", "مقار", "منزل", "فندق", "قصر", "قاعه", "سوق", "مطعم", "مقهي",
    "مصنع", "مدرسه", "جبهه", "جبهات", "محور", "قلعه", "سد", "ضريح", "مرقد", "ثكنه", "نصب",
    "مستوطنه", "مستوطنات", "حرم",
];

/// Institutions that are a place only for those who stand before them (`أمام البرلمان`, not `في البرلمان`).
pub(super) const HOUSES: &[&str] = &[
    "برلمان", "سفاره", "قنصليه", "وزاره", "مجلس", "نقابه", "كليه", "سراي",
    "بلديه",
];

/// Parts of a place, and how much of it: skipped on the way to what governs it.
pub(super) const PARTS: &[&str] = &[
    "كل", "جميع", "معظم", "عده", "عدد", "بعض", "مختلف", "انحاء", "ارجاء", "اجزاء", "سائر", "اغلب",
    "كافه", "احدي", "احد", "قلب", "عمق", "مركز", "مدخل", "مداخل", "مشارف", "نفس", "ذات", "عموم", "اقصي",
    "ما", "يسمي", "تخوم",
];

/// The points of the compass and the middle: with what follows they are a place without any preposition.
pub(super) const DIRECTIONS: &[&str] = &[
    "شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي",
];

/// What governs a place where something happens.
pub(super) const INSIDE: &[&str] = &[
    "في", "ب", "داخل", "خارج", "قرب", "بقرب", "قباله", "حول", "عبر", "لدي", "ضمن", "محيط", "اطراف",
    "جوار", "بجوار", "قبيل", "فوق", "امام", "تجاه", "مقابل", "ازاء", "مشارف",
];

/// Among them those that one stands at, not in.
pub(super) const BEFORE: &[&str] = &["امام", "قباله", "قرب", "محيط", "خارج", "داخل", "مقابل", "حول", "جوار", "بجوار"];

/// Verbs whose subject is the place of what they tell (`شهدت المدينة اشتباكات`).
pub(super) const WITNESSES: &[&str] = &["شهد.I", "عيش.I", "عرف.I", "عرض.V"];

/// Verbs whose object is the place of their subject (`احتجاجات تعم البلاد`).
pub(super) const PERVADERS: &[&str] = &["عمم.I", "هزز.I", "ضرب.I", "طول.I", "سود.I", "جوح.VIII"];
