//! What the tokens of a line say of a node, and which tokens say what is known of one.
//!
//! Some properties are objects in the file. A token tells the simple ones; what has more inside than a token can say
//! is not said at all, so that no edit of a line loses it.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use super::token::{Token, is_person};
use crate::model::handover::Step;
use crate::model::{Field, Key, Shape, Value};
use crate::text::money::DOLLARS;
use crate::text::when;

/// The step of a hand-over that is only thought of.
pub const COULD_GO: &str = Step::CouldGo.word();
/// The step of a hand-over for which somebody is still to be found.
pub(super) const BRIEFED: &str = Step::Briefed.word();

/// Importance when nothing is said.
const USUAL_IMPORTANCE: u32 = 3;

/// The properties that tokens set, in the order of the file.
#[must_use]
pub fn fields(tokens: &[Token]) -> Vec<Field> {
    let hard = tokens.iter().any(|token| matches!(token, Token::Due(_, true)));
    let mut fields: Vec<Field> = tokens.iter().filter_map(field).collect();
    fields.extend(hard.then(|| Field::new(Key::Hard, Value::Flag)));
    fields.extend(hand(tokens));
    fields.sort_by(Field::by_property);
    fields
}

/// The property that a token sets by itself.
fn field(token: &Token) -> Option<Field> {
    let date = |key, day: &NaiveDate| Field::new(key, Value::Date(*day));
    let counted = |key, count: &u32, unit: &str| {
        Field::text(key, &format!("{{\"count\":{count},\"unit\":{}}}", Json::from(unit)))
    };
    Some(match token {
        Token::Minutes(minutes) => Field::number(Key::Minutes, *minutes),
        Token::Tag(tag) => Field::text(Key::Tags, tag),
        Token::Order => Field::text(Key::Order, "seq"),
        Token::Plan(day) => date(Key::Plan, day),
        Token::Due(day, _) => date(Key::Due, day),
        Token::Start(day) => date(Key::Start, day),
        Token::At(time) => Field::text(Key::At, &when::print_time(*time)),
        Token::Repeat(rule) => Field::text(Key::Repeat, rule),
        Token::Times(times) => Field::number(Key::Times, *times),
        Token::Until(day) => date(Key::Until, day),
        Token::Importance(number) if *number != USUAL_IMPORTANCE => Field::number(Key::Importance, *number),
        Token::Dread(number) => Field::number(Key::Dread, *number),
        Token::Keep(number) => Field::number(Key::Keep, *number),
        Token::Slot(slot) => Field::text(Key::Slot, slot),
        Token::Cue(cue) => Field::text(Key::Cue, cue),
        Token::Goal(count, unit) => counted(Key::Goal, count, unit),
        Token::Adds(count, unit) => counted(Key::Adds, count, unit),
        Token::Template(slug) => Field::text(Key::Template, slug),
        Token::Cost(amount) => {
            Field::text(Key::Cost, &format!("{{\"amount\":\"{amount}\",\"currency\":\"{DOLLARS}\"}}"))
        }
        // Who and when to ask are one property; copies are none.
        Token::Importance(_) | Token::Hand(_) | Token::Chase(_) | Token::Copies(_) => return None,
    })
}

/// The hand-over that tokens speak of.
fn hand(tokens: &[Token]) -> Option<Field> {
    let entries = tokens.iter().filter_map(|token| match token {
        Token::Hand(Some(name)) => Some((0, format!("\"to\":{}", Json::from(&**name)))),
        Token::Hand(None) => Some((0, format!("\"step\":\"{COULD_GO}\""))),
        Token::Chase(day) => Some((1, format!("\"chase\":\"{day}\""))),
        _ => None,
    });
    let mut entries: Vec<(u8, String)> = entries.collect();
    entries.sort();
    let entries: Vec<String> = entries.into_iter().map(|entry| entry.1).collect();
    (!entries.is_empty()).then(|| Field::text(Key::Hand, &format!("{{{}}}", entries.join(","))))
}

/// The tokens that say these properties, in the order in which a line shows them; what no token can say is left out.
#[must_use]
pub fn tokens(fields: &[Field]) -> Vec<Token> {
    let hard = fields.iter().any(|field| field.key() == Key::Hard);
    let mut tokens: Vec<Token> = fields.iter().flat_map(|field| said(field, hard)).flatten().collect();
    tokens.retain(|token| Token::read(&token.to_string(), NaiveDate::default()).as_ref() == Some(token));
    tokens.sort();
    tokens
}

/// The one or two tokens that say a property.
fn said(field: &Field, hard: bool) -> [Option<Token>; 2] {
    let token = match (field.key(), field.value()) {
        (Key::Minutes, Value::Number(minutes)) => Some(Token::Minutes(*minutes)),
        (Key::Tags, Value::Text(tag)) => Some(Token::Tag(tag.to_string())),
        (Key::Order, _) => Some(Token::Order),
        (Key::Plan, Value::Date(day)) => Some(Token::Plan(*day)),
        (Key::Due, Value::Date(day)) => Some(Token::Due(*day, hard)),
        (Key::Start, Value::Date(day)) => Some(Token::Start(*day)),
        (Key::At, Value::Text(time)) => when::parse_time(time).map(Token::At),
        (Key::Repeat, Value::Text(rule)) => Some(Token::Repeat(rule.to_string())),
        (Key::Times, Value::Number(times)) => Some(Token::Times(*times)),
        (Key::Until, Value::Date(day)) => Some(Token::Until(*day)),
        (Key::Importance, Value::Number(number)) => Some(Token::Importance(*number)),
        (Key::Dread, Value::Number(number)) => Some(Token::Dread(*number)),
        (Key::Keep, Value::Number(number)) => Some(Token::Keep(*number)),
        (Key::Slot, Value::Text(slot)) => Some(Token::Slot(if &**slot == "long" { "long" } else { "short" })),
        (Key::Cue, Value::Text(cue)) => Some(Token::Cue(cue.to_string())),
        (Key::Template, Value::Text(slug)) => Some(Token::Template(slug.to_string())),
        (Key::Goal, Value::Text(json)) => count(json).map(|(count, unit)| Token::Goal(count, unit)),
        (Key::Adds, Value::Text(json)) => count(json).map(|(count, unit)| Token::Adds(count, unit)),
        (Key::Cost, Value::Text(json)) => cost(json).map(Token::Cost),
        (Key::Hand, Value::Text(json)) => return said_of_hand(json).unwrap_or_default(),
        _ => None,
    };
    [token, None]
}

/// The object that a property is, if it is one.
pub(in crate::text) fn object(json: &str) -> Option<Map<String, Json>> {
    serde_json::from_str(json).ok()
}

/// How many of what a counter or a tick stands for: `{"count":100,"unit":"posts"}`.
#[must_use]
pub fn count(json: &str) -> Option<(u32, String)> {
    let object = object(json).filter(|object| object.len() == 2)?;
    let count = u32::try_from(object.get("count")?.as_u64()?).ok()?;
    Some((count, object.get("unit")?.as_str()?.to_owned()))
}

fn cost(json: &str) -> Option<String> {
    let object = object(json).filter(|object| object.len() == 2)?;
    let amount = object.get("amount")?.as_str()?;
    (object.get("currency")?.as_str()? == DOLLARS).then(|| amount.to_owned())
}

/// All of a hand-over, or nothing: who and when to ask, as far as it has not begun.
fn said_of_hand(json: &str) -> Option<[Option<Token>; 2]> {
    let mut object = object(json)?;
    let chase = match object.remove("chase") {
        Some(day) => Some(Token::Chase(when::parse_date(day.as_str()?)?)),
        None => None,
    };
    let who = match (object.get("to"), object.get("step")) {
        (Some(to), None) => Some(Token::Hand(Some(to.as_str().filter(|name| is_person(name))?.to_owned()))),
        (None, Some(step)) if step == COULD_GO => Some(Token::Hand(None)),
        _ => None,
    };
    (object.len() == usize::from(who.is_some())).then_some([who, chase])
}

/// What `new` says put over an object that has more inside: nothing of it is lost but what is said anew.
#[must_use]
pub fn put_over(old: &Field, new: &Field) -> Field {
    let parts = |field: &Field| field.as_text().and_then(object);
    match (new.key().shape(), parts(old), parts(new)) {
        (Shape::Json, Some(mut object), Some(over)) => {
            object.extend(over);
            Field::text(new.key(), &Json::from(object).to_string())
        }
        _ => new.clone(),
    }
}
