"""Articles by the thousand: invented from a seed, out of patterns and names, in the shape in which scrapers store them.

    python invented.py 5000 > articles.jsonl
"""

from __future__ import annotations

import datetime
import json
import random
import sys
from typing import Any, Dict, Iterator

OUTLETS = ["وكالة ضفاف", "صحيفة الواحة", "موقع الشام نبض", "شبكة المدار", "منصة سبأ الإخبارية", ""]
WHO = [
    "وزير الخارجية المصري", "الرئيس التونسي", "المبعوث الأممي إلى اليمن", "الحكومة العراقية", "رئيس الوزراء الأردني",
    "البرلمان الليبي", "جماعة الحوثي", "قوات سوريا الديمقراطية", "الجيش السوداني", "وزارة الدفاع التركية",
    "الاتحاد الأوروبي", "حركة حماس", "وفد سعودي", "مسلحون مجهولون", "متظاهرون", "نقابة المعلمين",
]  # fmt: skip
WHERE = ["القاهرة", "دمشق", "بغداد", "مسقط", "طرابلس", "عدن", "الخرطوم", "بيروت", "جنيف", "شمال حلب"]
SAYS = ["قال {0} إن ", "أعلن {0} أن ", "أفادت مصادر عسكرية بأن ", "بحسب بيان نشره {0}، ", "نفى {0} أن تكون ", "ذكرت وسائل إعلام محلية أن ", ""]
WHEN = ["أمس", "اليوم الخميس", "الأسبوع الماضي", "مطلع الشهر المقبل", "في 12 مارس 2024", "الشهر الماضي", ""]
ACTS = [
    "التقى {1} {2} في {3} {4}.", "{1} بحث مع {2} سبل وقف إطلاق النار {4}.", "{1} دعا {2} إلى الانسحاب من {3}.",
    "{1} أدان الهجوم الذي شنه {2} على {3} {4}.", "{1} قتل {5} جنود من {2} قرب {3} {4}.",
    "{1} سيزور {3} {4} للقاء {2}.", "{1} هدد {2} بفرض عقوبات جديدة.", "{1} أفرج عن {5} أسيراً من {2} {4}.",
    "{1} رفض طلب {2} فتح المعابر في {3}.", "{1} قد يوقع اتفاقاً مع {2} إذا التزم بشروطه.",
    "{1} أرسل مساعدات غذائية إلى {3} {4}.", "تظاهر المئات في {3} {4} احتجاجاً على قرارات {2}.",
    "{1} اعتقل {5} ناشطين في {3} {4}.", "{1} يعتزم تعليق التعاون مع {2} {4}.",
]  # fmt: skip
FILLER = [
    "ولم يصدر تعليق رسمي حتى الآن.", "وتشهد المنطقة توتراً منذ أشهر.", "وأضاف البيان أن المشاورات ستستمر.",
    "وكان الطرفان قد تبادلا الاتهامات مراراً.", "يُذكر أنّ الاتفاقيةَ وُقِّعت قبل عامين.", "درجات الحرارة تنخفض غداً.",
]  # fmt: skip


def articles(count: int, seed: int = 7) -> Iterator[Dict[str, Any]]:
    """`count` articles with the fields of a scraper; one in two hundred has no text at all."""
    chance = random.Random(seed)
    first = datetime.date(2023, 1, 1)
    for number in range(count):
        title = _sentence(chance).rstrip(".") if chance.random() < 0.8 else ""
        paragraphs = [
            " ".join(_sentence(chance) for _ in range(chance.randint(1, 3))) for _ in range(chance.randint(2, 6))
        ]
        page = chance.random() < 0.2
        content = "".join(f"<p>{p}</p>" for p in paragraphs) if page else "\n".join(paragraphs)
        if number % 200 == 199:
            title, content = None, None
        yield {
            "id": f"invented/{number:06}",
            "outlet": chance.choice(OUTLETS),
            "date": (first + datetime.timedelta(days=chance.randint(0, 700))).isoformat(),
            "title": title,
            "content": content,
        }


def _sentence(chance: random.Random) -> str:
    if chance.random() < 0.15:
        return chance.choice(FILLER)
    who, whom = chance.sample(WHO, 2)
    frame = chance.choice(SAYS) + chance.choice(ACTS)
    told = frame.format(
        chance.choice(WHO), who, whom, chance.choice(WHERE), chance.choice(WHEN), chance.choice(["ثلاثة", "خمسة", "12"])
    )
    return " ".join(told.replace(" .", ".").split())


if __name__ == "__main__":
    for article in articles(int(sys.argv[1]), *map(int, sys.argv[2:])):
        print(json.dumps(article, ensure_ascii=False))
