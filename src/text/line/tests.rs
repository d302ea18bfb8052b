//! Tables of lines: tails, guards, backslashes, doubts.

use chrono::NaiveDate;

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn parse(text: &str) -> Line {
    Line::parse(text, today())
}

/// Title and fields as the file has them.
fn said(text: &str) -> String {
    let line = parse(text);
    let value = |field: &Field| match field.value() {
        crate::model::Value::Text(text) => text.to_string(),
        crate::model::Value::Number(number) => number.to_string(),
        crate::model::Value::Date(day) => day.to_string(),
        _ => "yes".into(),
    };
    let fields = line.fields.iter().map(|field| format!(" | {}={}", field.name(), value(field)));
    format!("{}{}", line.title, fields.collect::<String>())
}

#[test]
fn tokens_are_taken_from_the_tail() {
    for (text, expected) in [
        ("Write the opening ~15m #write", "Write the opening | minutes=15 | tags=write"),
        ("Two ~5m ~10m", "Two ~5m | minutes=10"),
        ("Plan 50% off sale ~1h30", "Plan 50% off sale | minutes=90"),
        ("牛乳を\u{3000}買う", "牛乳を\u{3000}買う"),
        ("牛乳を買う\u{3000}~5m", "牛乳を買う | minutes=5"),
        ("a  b   ~5m  ", "a  b | minutes=5"),
        ("", ""),
        ("~15m", "~15m"),
        ("~15m ~5m", "~15m | minutes=5"),
        ("x #b #a #b", "x #b | tags=a | tags=b"),
        ("x ~abc ~5m", "x ~abc | minutes=5"),
        ("x >32nov", "x >32nov"),
        ("x >fri", "x | plan=2026-11-27"),
        ("x >>", "x | order=seq"),
        ("x >> >tom", "x | order=seq | plan=2026-11-22"),
        ("x >>fri", "x >>fri"),
        ("x ^31-12", "x | due=2026-12-31"),
        ("x due:+1mo", "x | due=2026-12-21"),
        ("x ^^eom", "x | due=2026-11-30 | hard=yes"),
        ("x ^fri ^^sat", "x ^fri | due=2026-11-28 | hard=yes"),
        ("x start:+2w", "x | start=2026-12-05"),
        ("x every:mon,thu", "x | repeat=every:mon,thu"),
        ("x *day times:5", "x | repeat=every:day | times=5"),
        ("x after:3d until:eoy", "x | repeat=after:3d | until=2026-12-31"),
        ("x *day after:3d", "x *day | repeat=after:3d"),
        ("make it *bold*", "make it *bold*"),
        ("x =>blog-post", "x | template=blog-post"),
        ("x =>", "x =>"),
        ("x @ana", "x | hand={\"to\":\"ana\"}"),
        ("x chase:+3d @ana", "x | hand={\"to\":\"ana\",\"chase\":\"2026-11-24\"}"),
        ("x chase:tom", "x | hand={\"chase\":\"2026-11-22\"}"),
        ("x @?", "x | hand={\"step\":\"could go\"}"),
        ("x @ana @?", "x @ana | hand={\"step\":\"could go\"}"),
        ("x @ana.", "x @ana."),
        ("x $5", "x | cost={\"amount\":\"5\",\"currency\":\"USD\"}"),
        ("x $12.50", "x | cost={\"amount\":\"12.50\",\"currency\":\"USD\"}"),
        ("x $5k", "x $5k"),
        ("x !", "x | importance=4"),
        ("x !!", "x | importance=5"),
        ("x !1", "x | importance=1"),
        ("x !3", "x"),
        ("x !6", "x !6"),
        ("x !!!", "x !!!"),
        ("x :(", "x | dread=2"),
        ("x :((", "x | dread=3"),
        ("x at:9:05", "x | at=09:05"),
        ("x at:18:00 >tom", "x | plan=2026-11-22 | at=18:00"),
        ("x at:24:00", "x at:24:00"),
        ("Meet at:noon", "Meet at:noon"),
        ("x dread:1 keep:4 slot:long", "x | dread=1 | keep=4 | slot=long"),
        ("x dread:4", "x dread:4"),
        ("x slot:wide", "x slot:wide"),
        ("x when:\"after coffee\" ~5m", "x | minutes=5 | cue=after coffee"),
        ("x when:\"lunch\"", "x | cue=lunch"),
        ("x when:\" \"", "x when:\" \""),
        ("when:\"after coffee\" ~5m", "when:\"after coffee\" | minutes=5"),
        ("say \"after coffee\"", "say \"after coffee\""),
        ("x goal:100posts", "x | goal={\"count\":100,\"unit\":\"posts\"}"),
        ("x +1posts", "x | adds={\"count\":1,\"unit\":\"posts\"}"),
        ("x +3d", "x +3d"),
        ("x +1", "x +1"),
        ("x x1", "x x1"),
        ("Be there at:noon", "Be there at:noon"),
    ] {
        assert_eq!(said(text), expected, "{text}");
        let line = parse(text);
        assert_eq!(parse(&line.print()), line, "{text} -> {}", line.print());
    }
}

#[test]
fn guards_keep_prose() {
    for guard in GUARDS {
        let text = format!("Reply {guard} @ana");
        assert_eq!(said(&text), text);
        let text = format!("Worth {} $20 ~5m", guard.to_uppercase());
        assert_eq!(parse(&text).title, text.trim_end_matches(" ~5m"));
    }
    for (text, expected) in [
        ("Cost: $20 ~5m", "Cost: $20 | minutes=5"),
        ("To @ana", "To @ana"),
        ("Whom to ask @?", "Whom to ask | hand={\"step\":\"could go\"}"),
        ("Reply to #ana", "Reply to | tags=ana"),
        ("Reply to ~5m @ana", "Reply to | minutes=5 | hand={\"to\":\"ana\"}"),
        ("Reply \\to @ana", "Reply to | hand={\"to\":\"ana\"}"),
        ("\\To @ana", "To | hand={\"to\":\"ana\"}"),
        ("\\Cost: $5", "Cost: | cost={\"amount\":\"5\",\"currency\":\"USD\"}"),
        ("Price \\is $20", "Price is | cost={\"amount\":\"20\",\"currency\":\"USD\"}"),
        ("Reply into @ana", "Reply into | hand={\"to\":\"ana\"}"),
    ] {
        assert_eq!(said(text), expected, "{text}");
        assert_eq!(said(&parse(text).print()), expected, "{text}");
    }
    assert_eq!(parse("Reply to @ana").print(), "Reply to @ana");
    assert_eq!(parse("Reply \\to @ana").print(), "Reply \\to @ana");
    assert_eq!(parse("Reply \\to ~5m @ana").print(), "Reply to ~5m @ana");
}

#[test]
fn a_backslash_keeps_the_last_word() {
    for (text, title) in [
        ("Post about \\#tags", "Post about #tags"),
        ("Post \\~5m ~10m", "Post ~5m"),
        ("Post \\\\~5m", "Post \\~5m"),
        ("Post \\word", "Post \\word"),
        ("Post \\when:\"after coffee\"", "Post when:\"after coffee\""),
        ("Squats \\x10", "Squats x10"),
        ("\\~5m", "\\~5m"),
    ] {
        assert_eq!(parse(text).title, title, "{text}");
        assert_eq!(parse(text).print(), text);
    }
}

#[test]
fn the_shortest_spelling_is_printed() {
    for (text, printed) in [
        ("x ~90m", "x ~1h30"),
        ("x due:fri", "x ^2026-11-27"),
        ("x ^^fri", "x ^^2026-11-27"),
        ("x every:day", "x *day"),
        ("x after:3d", "x after:3d"),
        ("x !4 dread:2", "x ! :("),
        ("x !5 dread:3", "x !! :(("),
        ("x !2 dread:1", "x !2 dread:1"),
        ("x $5 @ana chase:tom ~5m #a >tom", "x ~5m #a >2026-11-22 @ana chase:2026-11-22 $5"),
        ("x x10 ~5m", "x ~5m x10"),
    ] {
        assert_eq!(parse(text).print(), printed, "{text}");
    }
}

#[test]
fn copies_are_numbered() {
    let line = parse("Write ten ads x10 ~15m");
    assert_eq!((line.copies, &*line.title), (Some(10), "Write ten ads"));
    let titles: Vec<String> = line.each().into_iter().map(|copy| copy.print()).collect();
    assert_eq!(
        (titles.len(), &*titles[0], &*titles[9]),
        (10, "Write ten ads 1 ~15m", "Write ten ads 10 ~15m")
    );
    assert_eq!(parse("x ~5m").each(), [parse("x ~5m")]);
}

#[test]
fn doubts_are_words_of_the_tail_that_look_like_tokens() {
    for (text, doubts) in [
        ("Write ~abc", "~abc"),
        ("Write >32nov ~5m", ">32nov"),
        ("Write ~5m >32nov", "~5m >32nov"),
        ("Write ~5m ~10m", "~5m"),
        ("Write due:soon keep:9 #x", "due:soon keep:9"),
        ("Write when:lunch", "when:lunch"),
        ("Write !7 +3d", "!7 +3d"),
        ("Write ~abc today", ""),
        ("~abc", ""),
        ("Post about \\#tags", ""),
        ("Reply to @ana", ""),
        ("Answer #1", ""),
        ("Learn C#", ""),
        ("Wait - what > that", ""),
    ] {
        assert_eq!(parse(text).doubts().join(" "), doubts, "{text}");
    }
}

#[test]
fn what_no_token_can_say_is_not_said() {
    let node = |key, text: &str| Node::with_fields(NodeId::parse("n"), vec![Field::text(key, text)]);
    for (key, text) in [
        (Key::Hand, "{\"to\":\"ana\",\"step\":\"posted\"}"),
        (Key::Hand, "{\"to\":\"Ana Maria\",\"chase\":\"2026-11-24\"}"),
        (Key::Hand, "{\"chase\":\"soon\"}"),
        (Key::Hand, "[]"),
        (Key::Hand, "{}"),
        (Key::Cost, "{\"amount\":\"5\",\"currency\":\"EUR\"}"),
        (Key::Cost, "{\"amount\":\"5\",\"currency\":\"USD\",\"paid\":true}"),
        (Key::Cost, "5"),
        (Key::Goal, "{\"count\":100}"),
        (Key::Adds, "{\"count\":3,\"unit\":\"d\"}"),
        (Key::Tags, "two words"),
        (Key::Tags, "1"),
        (Key::Cue, "the \"best\" time"),
        (Key::Repeat, "now and then"),
        (Key::Template, "a b"),
    ] {
        assert_eq!(Line::of(&node(key, text)).fields, [], "{text}");
    }
    // Another layout is no other value.
    let spaced = Line::of(&node(Key::Hand, "{ \"chase\": \"2026-11-24\", \"to\": \"ana\" }"));
    assert_eq!(spaced.print(), " @ana chase:2026-11-24");
}

#[test]
fn every_spoken_key_has_a_token() {
    let line = parse(
        "x ~5m #a >> >tom ^^fri at:18:00 start:+2d every:day times:5 until:eoy !! :( keep:4 slot:short when:\"b c\" \
         goal:100posts +1posts =>blog-post @ana chase:+3d $5",
    );
    let node = line.node(NodeId::parse("n"));
    let keys: Vec<Key> = node.fields().iter().map(Field::key).collect();
    assert_eq!(keys, SPOKEN, "in the order of the file");
    assert_eq!(Line::of(&node), line);
}
