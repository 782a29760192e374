//! Pages as they come, and pages made to do harm.

use proptest::prelude::*;

use super::*;

fn read(page: &str) -> Article {
    article(
        page.as_bytes(),
        None,
        None,
        "page.html",
        &Options::default(),
    )
    .unwrap()
}

/// Every stretch of the text must stand in the page, but for references and white space.
fn leads_back(article: &Article, page: &[u8]) {
    for segment in &article.source_map {
        let words = segment.span().of(&article.text);
        let there = String::from_utf8_lossy(
            &page[segment.offset as usize..(segment.offset + segment.bytes) as usize],
        );
        assert!(
            words == there || there.starts_with('&') || words == " ",
            "{words:?} against {there:?}"
        );
    }
}

const PAGE: &str = r##"<!DOCTYPE html><html lang="ar"><head>
<title>وفد يصل إلى العاصمة - نداء الشرق</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"وفد يصل إلى العاصمة",
"datePublished":"2023-01-12T22:15:00+03:00","author":{"@type":"Person","name":"سارة علي"},"publisher":{"@type":"Organization","name":"نداء الشرق"}}]}</script>
</head><body class="single comments-open">
<header><div class="logo">نداء الشرق</div><nav><ul><li><a href="/">الرئيسية</a><li><a href="/p">سياسة</a></ul></nav></header>
<div class="wrap"><div class="col">
<h1>وفد يصل إلى العاصمة</h1>
<div class="post-meta"><span class="author">سارة علي</span> <time datetime="2023-01-12">12 يناير 2023</time></div>
<div class="share-buttons"><a href="#">فيسبوك</a> <a href="#">تويتر</a></div>
<figure><img src="x.jpg"><figcaption>الوفد لدى وصوله (أرشيف)</figcaption></figure>
<div class="entry-content">
<p>وصل وفد رفيع إلى العاصمة مساء أمس لإجراء محادثات، وقال &quot;مصدر مطلع&quot; إن الزيارة تستمر يومين.</p>
<p><strong>اقرأ أيضاً: <a href="/2">الحكومة أمام خيارين</a></strong></p>
<p>وأجرى الوفد محادثات مع وزير الخارجية في مقر الوزارة&nbsp;بحضور وسيط دولي.<p>ومن المقرر أن يغادر غداً.
<ul class="tags"><li><a href="/t">الوفد</a></ul></div>
<div id="comments"><p>تعليق: لا أصدق أن الوفد قصف المدينة ثم جاء ليتحدث عن السلام في العاصمة.</p></div>
</div><aside><h3>الأكثر قراءة</h3><a href="/3">الجيش يقصف مواقع في الشمال ويقتل العشرات من المدنيين</a></aside></div>
<footer>جميع الحقوق محفوظة</footer></body></html>"##;

#[test]
fn the_report_and_nothing_else() {
    let article = read(PAGE);
    assert_eq!(
        article.text,
        "وفد يصل إلى العاصمة\nوصل وفد رفيع إلى العاصمة مساء أمس لإجراء محادثات، وقال \"مصدر مطلع\" إن الزيارة تستمر يومين.\nوأجرى الوفد محادثات مع وزير الخارجية في مقر الوزارة بحضور وسيط دولي.\nومن المقرر أن يغادر غداً."
    );
    assert_eq!(article.title, "وفد يصل إلى العاصمة");
    assert_eq!(article.outlet, "نداء الشرق");
    assert_eq!(article.byline.as_deref(), Some("سارة علي"));
    assert_eq!(
        article.published.map(|d| d.to_string()).as_deref(),
        Some("2023-01-12")
    );
    leads_back(&article, PAGE.as_bytes());
    let kinds: Vec<_> = article.furniture.iter().map(|f| f.kind).collect();
    for kind in [
        FurnitureKind::Navigation,
        FurnitureKind::Share,
        FurnitureKind::Caption,
        FurnitureKind::RelatedLink,
        FurnitureKind::Comment,
    ] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn places_survive_an_old_code_page() {
    let page = "<meta charset=windows-1256><title>خبر</title><h1>وفد يصل إلى العاصمة</h1><div>وصل وفد إلى العاصمة مساء أمس لإجراء محادثات.<br><br>وقال الوزير إن الزيارة تستمر يومين كاملين.</div>";
    let bytes = encoding_rs::WINDOWS_1256.encode(page).0.into_owned();
    let article = article(&bytes, None, None, "a", &Options::default()).unwrap();
    assert_eq!(article.text.lines().count(), 3);
    for segment in &article.source_map {
        let there = &bytes[segment.offset as usize..(segment.offset + segment.bytes) as usize];
        assert_eq!(
            encoding_rs::WINDOWS_1256.decode(there).0,
            segment.span().of(&article.text)
        );
    }
}

#[test]
fn the_date_is_found_where_only_people_see_it() {
    let page = "<h1>وفد يصل إلى العاصمة</h1><div class=info>الخميس 20 جمادى الآخرة 1444هـ</div><div><p>وصل وفد إلى العاصمة مساء أمس لإجراء محادثات تستمر يومين.</p><p>وقال الوزير إن الزيارة مهمة جداً للبلدين.</p></div>";
    assert_eq!(
        read(page).published.map(|d| d.to_string()).as_deref(),
        Some("2023-01-13")
    );
}

#[test]
fn a_page_of_links_holds_no_article() {
    let page = "<body><ul><li><a href=1>الجيش يقصف مواقع في الشمال ويقتل العشرات</a><li><a href=2>الوفد يصل إلى العاصمة مساء اليوم</a></ul>";
    assert_eq!(
        article(page.as_bytes(), None, None, "a", &Options::default()),
        None
    );
}

#[test]
fn depth_costs_no_stack_and_no_text() {
    let deep = 200_000;
    let page = format!(
        "{}<p>وصل الوفد إلى العاصمة مساء أمس في زيارة رسمية.</p>{}",
        "<div>".repeat(deep),
        "</div>".repeat(deep)
    );
    assert!(read(&page).text.contains("وصل الوفد"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_soup_of_tags_leads_back(parts in prop::collection::vec(prop_oneof![
        Just("<p>"), Just("</p>"), Just("<div class='x share'>"), Just("</div>"), Just("<br>"), Just("<b>"), Just("</b>"), Just("<a href=#>"), Just("</a>"), Just("<li>"), Just("<h1>"), Just("</h1>"),
        Just("<table><tr><td>"), Just("</table>"), Just("<!-- x -->"), Just("<script>if(a<b)</script>"), Just("<title>عنوان</title>"), Just("&quot;"), Just("&nbsp;"), Just("&"), Just("<"), Just("\r\n"),
        Just("<![CDATA[x]]>"), Just("\0"), Just("قال الوزير إن الوفد وصل أمس إلى العاصمة."), Just("خبر "), Just("<article>"), Just("<time datetime=2020-01-01>"),
    ], 0..40)) {
        let page = parts.concat();
        if let Some(article) = article(page.as_bytes(), None, None, "a", &Options::default()) {
            leads_back(&article, page.as_bytes());
        }
    }
}
