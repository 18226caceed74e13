//! Draws a filled form as the page that it will be on paper.

use crate::state::live::*;

use super::fill::{FilledBlock, FilledForm, FormSubject, FormValue};
use super::log::FilledLog;
use crate::domain::label::Lang;
use crate::domain::printed::{FormBlock, FormContent, FormItem, FormLog, ItemWidth, LogColumn, PrintedForm, said};
use crate::ui::text::T;

/// What is the same on every page that is printed at once.
#[derive(Clone, Copy)]
pub struct PageWords {
    pub lang: Lang,
    /// The day looked at.
    pub as_of: crate::domain::day::Day,
    /// When it is printed.
    pub moment: RwSignal<String>,
}

/// A form as a page.
pub fn draw(form: &'static PrintedForm, filled: FilledForm, words: PageWords) -> AnyView {
    let t = T(words.lang);
    let title = t.label(&form.title());
    let name = match &filled.subject {
        Some(subject) => t.fact_with(&title, &subject.name),
        None => title.clone(),
    };
    let id = filled.subject.as_ref().map(|subject| subject.id.clone());
    let sign = |sign: &(&'static str, &'static str)| {
        view! {
            <span>{said(*sign, words.lang)}</span>
        }
    };
    let blocks = form.blocks.iter().zip(filled.blocks);
    view! {
        <article class="form" aria-label=t.forms_preview(name) data-testid="form" data-form=form.id data-id=id>
            <p class="form__company">{filled.company}</p>
            <h2 class="form__title">{title}</h2>
            <p class="form__meta">{meta(filled.subject, words)}</p>
            <div class="form__body">{blocks.map(|(block, filled)| draw_block(block, filled, words.lang)).collect_view()}</div>
            <p class="form__note">{filled.notes.join(if words.lang == Lang::Zh { "" } else { " " })}</p>
            <div class="form__signs">{form.signs.iter().map(sign).collect_view()}</div>
            <p class="form__foot">{move || T(words.lang).printed_at(words.moment.get())}</p>
        </article>
    }
    .into_any()
}

/// Whose form it is, and of which day; lines to write that on a blank one.
fn meta(subject: Option<FormSubject>, words: PageWords) -> AnyView {
    let t = T(words.lang);
    let line = |label: &'static str| {
        view! {
            <span class="form__ask">
                {label}
                <span class="form__line"></span>
            </span>
        }
    };
    match subject {
        Some(subject) => view! {
            <span>{t.paper_number(subject.id)}</span>
            {subject.owner.map(|owner| view! { <span>{t.owner_is(owner)}</span> })}
            <span>{t.as_of_is(words.as_of)}</span>
        }
        .into_any(),
        None => view! {
            {line(t.forms_number())}
            {line(t.forms_day())}
        }
        .into_any(),
    }
}

fn draw_block(block: &'static FormBlock, filled: FilledBlock, lang: Lang) -> AnyView {
    let weight: u32 = match &block.content {
        FormContent::Items(items) => items.iter().map(|item| u32::from(item.lines)).sum(),
        // Where records are written down most room is wanted.
        FormContent::Log(log) => 4 * u32::from(log.rows),
    };
    let content = match (&block.content, filled) {
        (FormContent::Items(items), FilledBlock::Items(values)) => draw_items(items, values, lang),
        (FormContent::Log(log), FilledBlock::Log(filled)) => {
            draw_log(log, filled, block.title.get(lang).to_owned(), lang)
        }
        _ => ().into_any(),
    };
    view! {
        <section class="form__block" style:flex-grow=weight.to_string()>
            <h3 class="form__spine">
                <span>{block.title.get(lang).to_owned()}</span>
            </h3>
            {content}
        </section>
    }
    .into_any()
}

fn draw_items(items: &'static [FormItem], values: Vec<FormValue>, lang: Lang) -> AnyView {
    let item = |(item, value): (&'static FormItem, FormValue)| {
        let class = match item.width {
            ItemWidth::Half => "form__item",
            ItemWidth::Wide => "form__item form__item--wide",
        };
        let small = said(item.small, lang);
        let small = (!small.is_empty()).then(|| view! { <small>{small}</small> });
        view! {
            <div class=class style:--lines=item.lines.to_string()>
                <dt class="form__label">
                    <span>{item.label.get(lang).to_owned()} {small}</span>
                </dt>
                <dd class="form__value">{draw_value(value, lang)}</dd>
            </div>
        }
    };
    view! {
        <dl class="form__rows">
            {items.iter().zip(values).map(item).collect_view()}
        </dl>
    }
    .into_any()
}

fn draw_value(value: FormValue, lang: Lang) -> AnyView {
    let tick = |(name, on): (String, bool)| {
        view! {
            <span class="box" data-on=on.then_some("true")>
                {name}
                {on.then(|| view! { <span class="visually-hidden">{T(lang).ticked()}</span> })}
            </span>
        }
    };
    let has_boxes = !value.boxes.is_empty();
    let left = (value.left > 0).then(|| view! { <span>{T(lang).forms_more_boxes(value.left)}</span> });
    let boxes = has_boxes.then(|| {
        view! {
            <span class="boxes" data-small=value.is_small.then_some("true")>
                {value.boxes.into_iter().map(tick).collect_view()}
                {left}
            </span>
        }
    });
    let class = if has_boxes {
        "form__text form__text--below"
    } else {
        "form__text"
    };
    let is_small = value.is_small.then_some("true");
    let text = (!value.text.is_empty()).then(|| view! { <span class=class data-small=is_small>{value.text}</span> });
    view! {
        {boxes}
        {text}
    }
    .into_any()
}

fn draw_log(log: &'static FormLog, filled: FilledLog, name: String, lang: Lang) -> AnyView {
    let width = |column: &LogColumn| view! { <col style:width=format!("{}%", column.share) /> };
    let head = |column: &LogColumn| view! { <th scope="col">{said(column.label, lang)}</th> };
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let blank = |_| row(log.columns.iter().map(|_| String::new()).collect());
    let foot = filled.total.into_iter().chain(filled.more).map(|text| {
        view! {
            <tr>
                <td class="form__more" colspan=log.columns.len().to_string()>
                    {text}
                </td>
            </tr>
        }
    });
    view! {
        <div class="form__log" tabindex="0" role="region" aria-label=name.clone()>
            <table aria-label=name.clone()>
                <colgroup>{log.columns.iter().map(width).collect_view()}</colgroup>
                <thead>
                    <tr>{log.columns.iter().map(head).collect_view()}</tr>
                </thead>
                <tbody>
                    {filled.rows.into_iter().map(row).collect_view()}
                    {(0..filled.blank).map(blank).collect_view()}
                </tbody>
                <tfoot>{foot.collect_view()}</tfoot>
            </table>
        </div>
    }
    .into_any()
}
