//! The blocks of the sheet as they are read.

use crate::state::live::*;
use leptos::text_prop::TextProp;

use super::facts::{Annual, RuleTags, Tick, annual, health, judged, products, rule_tags, size, tenure};
use super::sheet::{Known, SheetBlock, SheetItem, Side, of_customer, registry_label};
use super::talk::{Talk, talk};
use super::{Why, ask_why, use_customer};
use crate::domain::calendar::birthday_said;
use crate::domain::field::{Block, FIELDS, Field, FieldKind, find, format as field_text, options};
use crate::domain::fold::distinct;
use crate::domain::kind::Customer;
use crate::domain::kind::customer::BIRTHDAY_LUNAR;
use crate::domain::label::Lang;
use crate::domain::world::World;
use crate::state::use_app;
use crate::ui::format;
use crate::ui::proof::newly_said;
use crate::ui::text::{T, names, use_text};
use crate::ui::widget::{Chip, Icon, Mark, TagChip};

/// The most tags of a person's own that are drawn; further ones are counted, and all are in the form.
const MOST_TAGS: usize = 100;

/// A field of the registry as text.
fn field_value(key: &'static str) -> Signal<Option<String>> {
    let text =
        of_customer(move |world, _, customer, lang| find(key).and_then(|field| shown(field, world, customer, lang)));
    text.into()
}

/// The value of a field as people read it.
pub fn shown(field: &Field, world: &World, customer: &Customer, lang: Lang) -> Option<String> {
    let value = (field.get)(customer);
    if value.is_empty() {
        return None;
    }
    let t = T(lang);
    let text = field_text(field.kind, &value);
    Some(match field.kind {
        FieldKind::Choice(list) => {
            let plan = &world.evaluation.plan;
            let stage = plan.dimension_of("stage").filter(|_| field.key == "stage_override");
            let listed = options(list, &world.book.head.settings, &plan.rulebook);
            match (stage, listed.iter().find(|choice| *choice.word == *text)) {
                (Some(stage), _) => names::class(lang, stage, &text),
                (None, Some(choice)) => choice.label.get(lang).to_owned(),
                (None, None) => text,
            }
        }
        FieldKind::Money(_) => value
            .money()
            .ok()
            .flatten()
            .map(|amount| format::yuan_sign(amount, lang))
            .unwrap_or(text),
        FieldKind::Flag => match value.flag() {
            Ok(Some(true)) => t.yes().to_owned(),
            _ => t.no().to_owned(),
        },
        FieldKind::Date(_) if field.key == "birthday" => match value.date() {
            Ok(Some(day)) => t.label(&birthday_said(day, customer.extra.flag(BIRTHDAY_LUNAR) == Some(true))),
            _ => text,
        },
        FieldKind::Tags => format::list(value.tags().ok().flatten().unwrap_or_default(), lang),
        _ => text,
    })
}

/// 客户基础信息.
#[component]
pub fn Basic() -> impl IntoView {
    let t = use_text();
    let size = of_customer(|_, _, customer, lang| size(customer, lang));
    let products = of_customer(|_, _, customer, lang| products(customer, lang));
    let label = |key: &'static str| move || registry_label(t(), key);
    view! {
        <SheetItem label=label("name") key="name">
            <Known text=field_value("name") />
        </SheetItem>
        <SheetItem label=label("uscc") key="uscc" side=Side::Second>
            <Known text=field_value("uscc") />
        </SheetItem>
        <SheetItem label=move || t().label_size() small=move || t().label_size_small() key="employees">
            <Known text=size />
        </SheetItem>
        <SheetItem label=label("products") key="products" side=Side::Second>
            <Known text=products />
        </SheetItem>
        <SheetItem label=label("notes") key="notes" side=Side::Wide>
            <Known text=field_value("notes") />
        </SheetItem>
    }
}

/// 客户属性分类.
#[component]
pub fn Attributes() -> impl IntoView {
    let t = use_text();
    let since = of_customer(|world, slot, _, lang| tenure(world, slot, lang));
    let bought = of_customer(|world, slot, _, lang| Some(annual(world, slot, lang)));
    let figure = move || match bought.get() {
        Some(Annual {
            figure: Some((figure, unit)),
            exact,
            ..
        }) => view! {
            <span title=exact>
                <b>{figure}</b>
                " "
                {unit}
            </span>
        }
        .into_any(),
        _ => view! { <span class="sheet__unknown">{t().unknown()}</span> }.into_any(),
    };
    let source = move || bought.get().map(|b| b.source).filter(|s| !s.is_empty());
    let rfm = of_customer(|world, slot, _, lang| judged(world, slot, "rfm_tier", lang).map(|class| class.title));
    view! {
        <JudgedItem label=move || t().label_value() dimension="value" />
        <SheetItem label=move || registry_label(t(), "industry") key="industry">
            <Known text=field_value("industry") />
        </SheetItem>
        <SheetItem label=move || t().label_tenure() key="cooperation_since" side=Side::Second>
            <Known text=since />
        </SheetItem>
        <TagItem />
        // No field of the form: the screen alone has room for it, where the rules have it.
        {move || {
            rfm.get().map(|name| view! { <JudgedItem label=move || name.clone() dimension="rfm_tier" off_paper=true /> })
        }}
        <SheetItem
            label=move || t().label_annual()
            small=move || t().label_annual_unit()
            key="declared_annual_purchase"
            side=Side::Wide
        >
            {figure}
            {move || source().map(|source| view! { <span class="sheet__reason">{source}</span> })}
            <WhyButton dimension="value" label=move || t().label_annual() named=false />
        </SheetItem>
    }
}

/// A row of boxes that a rule ticked, with the reason.
#[component]
fn JudgedItem(
    #[prop(into)] label: TextProp,
    dimension: &'static str,
    #[prop(optional)] off_paper: bool,
) -> impl IntoView {
    let t = use_text();
    let found = of_customer(move |world, slot, _, lang| judged(world, slot, dimension, lang));
    let boxes = move || {
        let (class, boxes) = found.get().map_or_else(Default::default, |f| (f.class, f.boxes));
        let none = class
            .is_none()
            .then(|| view! { <span class="sheet__unknown">{t().unclassified()}</span> });
        let boxes = (!boxes.is_empty()).then(|| view! { <Boxes boxes=boxes /> });
        view! {
            {boxes}
            {none}
        }
    };
    let reason = move || found.get().map(|f| f.reason).filter(|reason| !reason.is_empty());
    let name = label.clone();
    view! {
        <SheetItem label=label side=Side::Wide off_paper=off_paper>
            {boxes}
            {move || reason().map(|reason| view! { <span class="sheet__reason">{reason}</span> })}
            <WhyButton dimension=dimension label=name />
        </SheetItem>
    }
}

#[component]
fn Boxes(boxes: Vec<Tick>) -> impl IntoView {
    let item = |tick: Tick| {
        let on = tick.on.then_some("true");
        view! {
            <span class="box" data-on=on>
                {ticked(tick)}
            </span>
        }
    };
    view! { <span class="boxes">{boxes.into_iter().map(item).collect_view()}</span> }
}

/// The name of a box, and for readers of the screen that it is ticked.
fn ticked(tick: Tick) -> impl IntoView {
    let t = use_text();
    let said = move || view! { <span class="visually-hidden">{move || t().ticked()}</span> };
    view! {
        {tick.name}
        {tick.on.then(said)}
    }
}

/// Asks why a class is what it is.
#[component]
fn WhyButton(
    dimension: &'static str,
    #[prop(into)] label: TextProp,
    /// Carries the mark of its dimension; of two buttons for one dimension only the first.
    #[prop(default = true)]
    named: bool,
) -> impl IntoView {
    let (app, open) = (use_app(), use_customer());
    let place = Memo::new(move |_| {
        let place = app.session.read(|world| world.evaluation.plan.dimension(dimension));
        place.flatten()
    });
    let asked = move || {
        open.why
            .with(|why| named && why.is_some() && *why == place.get().map(Why::Dimension))
    };
    let ask = move || {
        if let Some(place) = place.get_untracked() {
            ask_why(open, Why::Dimension(place));
        }
    };
    why_button(label, named.then(|| format!("why-{dimension}")), asked, ask)
}

fn why_button(
    label: TextProp,
    mark: Option<String>,
    asked: impl Fn() -> bool + Copy + Send + Sync + 'static,
    ask: impl Fn() + 'static,
) -> impl IntoView {
    let t = use_text();
    view! {
        <button
            type="button"
            class="why"
            aria-expanded=move || asked().to_string()
            aria-controls=move || asked().then_some("slip")
            aria-label=move || t().why_of(label.get())
            title=move || t().computed_hint()
            data-testid=mark
            on:click=move |_| ask()
        >
            <Icon name="help" size=14 />
            <span class="why__word">{move || t().why()}</span>
        </button>
    }
}

/// The core tags as boxes, and every other tag. Each tag of a rule answers why.
#[component]
fn TagItem() -> impl IntoView {
    let (t, open) = (use_text(), use_customer());
    let rules = of_customer(|world, slot, _, lang| rule_tags(world, slot, lang));
    let own = of_customer(|_, _, customer, _| {
        let all = customer.tags.iter().chain(&customer.need_tags);
        let all = distinct(all.map(|tag| &**tag)).into_iter();
        all.take(MOST_TAGS).map(str::to_owned).collect::<Vec<String>>()
    });
    let more =
        of_customer(|_, _, customer, _| (customer.tags.len() + customer.need_tags.len()).saturating_sub(MOST_TAGS));
    let ask = move |id: String| move |_: web_sys::MouseEvent| ask_why(open, Why::Tag(id.clone()));
    let core = move |tick: Tick| {
        let (name, id, on) = (tick.name.clone(), tick.id.clone(), tick.on.then_some("true"));
        view! {
            <button
                type="button"
                class="box"
                data-on=on
                title=move || t().why_of(&name)
                on:click=ask(id)
            >
                {ticked(tick)}
            </button>
        }
    };
    let other = move |tick: Tick| {
        view! {
            <button type="button" class="why-link" on:click=ask(tick.id)>
                <TagChip text=tick.name by_rule=true />
            </button>
        }
    };
    let first = move |tags: &RuleTags| {
        let held = tags.core.iter().find(|tick| tick.on).or(tags.other.first());
        held.or(tags.core.first())
            .map_or_else(String::new, |tick| tick.id.clone())
    };
    let asked = move || open.why.with(|why| matches!(why, Some(Why::Tag(_))));
    let ask_first = move || ask_why(open, Why::Tag(rules.with(first)));
    let why = why_button(
        (move || t().label_core_tags()).into(),
        Some("why-tags".to_owned()),
        asked,
        ask_first,
    );
    view! {
        <SheetItem label=move || t().label_core_tags() key="tags" side=Side::Wide>
            <span class="boxes">{move || rules.get().core.into_iter().map(core).collect_view()}</span>
            <span class="tags">
                {move || rules.get().other.into_iter().map(other).collect_view()}
                {move || own.get().into_iter().map(|tag| view! { <TagChip text=tag /> }).collect_view()}
                {move || (more.get() > 0).then(|| format!("+{}", more.get()))}
            </span>
            {why}
        </SheetItem>
    }
}

/// 关系状态跟踪.
#[component]
pub fn Status() -> impl IntoView {
    let t = use_text();
    let said = of_customer(|world, slot, _, lang| {
        let by_hand = judged(world, slot, "health", lang).filter(|class| class.by_hand);
        by_hand
            .map(|class| class.reason)
            .or_else(|| newly_said(world, slot, lang))
    });
    let reason = move || {
        said.get()
            .map(|text| view! { <span class="sheet__reason">{text}</span> })
    };
    let health = of_customer(|world, slot, _, lang| {
        let class = health(world, slot, lang)?;
        Some((class.palette, class.rank, class.class.unwrap_or_default()))
    });
    let chip = move || match health.get() {
        Some((dim, rank, text)) => view! { <Chip dim=dim rank=rank text=text /> }.into_any(),
        None => view! { <span class="sheet__unknown">{t().unclassified()}</span> }.into_any(),
    };
    view! {
        <JudgedItem label=move || t().label_stage() dimension="stage" />
        <JudgedItem label=move || t().label_closeness() dimension="closeness" />
        <JudgedItem label=move || t().label_risk() dimension="risk" />
        <SheetItem label=move || t().label_health() side=Side::Wide>
            {chip} {reason}
            <WhyButton dimension="health" label=move || t().label_health() />
        </SheetItem>
    }
}

/// 互动与需求记录.
#[component]
pub fn Talks() -> impl IntoView {
    let t = use_text();
    let found = of_customer(|world, slot, _, lang| talk(world, slot, lang));
    let part = move |read: fn(&Talk) -> Option<String>| Signal::derive(move || found.with(read));
    let next = move || match found.get().next {
        Some(next) => {
            let due = next
                .due
                .map(|(text, kind)| view! { <Mark text=text kind=kind icon="clock" /> });
            view! {
                <span class="sheet__text">{next.text}</span>
                {due}
            }
            .into_any()
        }
        None => view! { <span class="sheet__unknown">{t().none()}</span> }.into_any(),
    };
    let voices = move || match found.get().voices {
        voices if voices.is_empty() => view! { <span class="sheet__unknown">{t().none()}</span> }.into_any(),
        voices => {
            let line = |voice| view! { <p>{voice}</p> };
            view! { <div class="sheet__text">{voices.into_iter().map(line).collect_view()}</div> }.into_any()
        }
    };
    view! {
        <SheetItem label=move || t().label_last_touch()>
            <Known text=part(|talk| talk.when.clone()) />
        </SheetItem>
        <SheetItem label=move || t().label_touched_by() side=Side::Second>
            <Known text=part(|talk| talk.by.clone()) />
        </SheetItem>
        <SheetItem label=move || t().label_touch() side=Side::Wide>
            <Known text=part(|talk| talk.content.clone()) />
        </SheetItem>
        <SheetItem label=move || registry_label(t(), "needs") key="needs" side=Side::Wide>
            <Known text=field_value("needs") />
        </SheetItem>
        <SheetItem label=move || t().label_next_step() side=Side::Wide>
            {next}
        </SheetItem>
        <SheetItem label=move || t().label_voices() side=Side::Wide>
            {voices}
        </SheetItem>
    }
}

/// What is known beyond the sheet; nothing where nothing is.
#[component]
pub fn Others() -> impl IntoView {
    let known = of_customer(|world, _, customer, lang| {
        let off_sheet = |field: &&Field| {
            !field.place.on_sheet && field.place.block != Block::Contact && !matches!(field.key, "id" | "need_tags")
        };
        let row = |field: &'static Field| {
            let text = shown(field, world, customer, lang)?;
            Some((field.key, field.label.get(lang).to_owned(), text))
        };
        FIELDS.iter().filter(off_sheet).filter_map(row).collect::<Vec<_>>()
    });
    let rows = move || {
        let all = known.get();
        let last = all.len().saturating_sub(1);
        let item = move |(i, (key, label, text)): (usize, (&'static str, String, String))| {
            let side = match i % 2 {
                0 if i == last => Side::Wide,
                0 => Side::First,
                _ => Side::Second,
            };
            view! {
                <SheetItem label=label side=side key=key>
                    {text}
                </SheetItem>
            }
        };
        all.into_iter().enumerate().map(item).collect_view()
    };
    view! {
        <Show when=move || known.with(|k| !k.is_empty())>
            <SheetBlock block=Block::More>{rows}</SheetBlock>
        </Show>
    }
}
