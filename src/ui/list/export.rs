//! What leaves as a table: which rows and columns, in which form, with how people are reached masked or not; how much that is and what
//! the file is called. One dialog for lists, records and results.

use std::rc::Rc;
use std::sync::Arc;

use crate::state::live::*;
use leptos::task::spawn_local;

use super::file::ListFile;
use super::page::ListPage;
use crate::domain::label::{Label, Lang};
use crate::exchange::grid::Cell;
use crate::exchange::write::records::{RowKind, RowWriter};
use crate::exchange::write::{OutTable, holds};
use crate::state::files::{FileForm, MakeTable, Making, Wish, export_table, table_name};
use crate::state::{App, use_app};
use crate::ui::format;
use crate::ui::later::{Later, later, once_wanted};
use crate::ui::text::{T, both, use_text};
use crate::ui::widget::{Button, Check, DialogFrame, Kind, Note, NoteKind, Segmented};

/// The id of the form.
const FORM: &str = "export-form";
/// Rows of a list that are made between two looks at the clock.
const SOME: usize = 50;

/// Something that can leave as a table.
#[derive(Clone)]
pub struct Offer {
    /// Its name for other programs.
    pub key: &'static str,
    /// What it is called in the dialog.
    pub name: Label,
    /// What its file is called.
    pub title: Label,
    /// How many rows it has.
    pub count: usize,
    /// Whether it says how people are reached.
    pub has_contacts: bool,
    /// Makes it.
    pub make: MakeTable,
}

/// What the dialog is about. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Asked {
    /// It is open.
    pub open: RwSignal<bool>,
    /// What there is to choose from; asked for when it opens.
    pub offers: StoredValue<Arc<dyn Fn() -> Vec<Offer> + Send + Sync>>,
}

impl Asked {
    /// About what these offers are when it opens.
    pub fn new(offers: impl Fn() -> Vec<Offer> + Send + Sync + 'static) -> Self {
        Self::on(RwSignal::new(false), offers)
    }

    fn on(open: RwSignal<bool>, offers: impl Fn() -> Vec<Offer> + Send + Sync + 'static) -> Self {
        let offers: Arc<dyn Fn() -> Vec<Offer> + Send + Sync> = Arc::new(offers);
        Self {
            open,
            offers: StoredValue::new(offers),
        }
    }
}

static DIALOG: Later<fn(Asked) -> AnyView> = later!(wizard: export_dialog => fn(Asked) -> AnyView {
    |asked| view! { <ExportDialog asked=asked /> }.into_any()
});

/// The dialog, which is loaded when it is opened first.
#[component]
pub fn Export(asked: Asked) -> impl IntoView {
    once_wanted(move || asked.open.get(), &DIALOG, move |dialog| dialog(asked))
}

/// The dialog of a list.
#[component]
pub fn ListExport<P: ListPage>(page: P) -> impl IntoView {
    let asked = Asked::on(page.list().exporting, move || untrack(|| offers_of(page)));
    view! { <Export asked=asked /> }
}

/// A table that is no list, as it stands on its page, in a language.
pub type Standing = Arc<dyn Fn(T) -> OutTable + Send + Sync>;

/// The button by which such a table leaves, and the dialog behind it. The table's name is that of its file.
#[component]
pub fn TableExport(
    /// The mark of the button, and the table's name for other programs.
    mark: &'static str,
    /// The table.
    table: Standing,
) -> impl IntoView {
    let t = use_text();
    let asked = Asked::new(move || {
        let (shown, table) = (untrack(|| table(T(Lang::Zh))), table.clone());
        let label = both(|t| untrack(|| table(t)).name);
        vec![Offer {
            key: mark,
            name: label.clone(),
            title: label,
            count: shown.rows.len(),
            has_contacts: false,
            make: Arc::new(move |making: Rc<Making>| {
                let table = table.clone();
                Box::pin(async move { Some(untrack(|| table(T(making.wish.lang)))) })
            }),
        }]
    });
    view! {
        <span class="screen-only">
            <Button
                text=move || t().export()
                icon="download"
                size="btn--small"
                attr:data-testid=mark
                on_click=Callback::new(move |_| asked.open.set(true))
            />
        </span>
        <Export asked=asked />
    }
}

/// A list as it is shown, and all that is known of its records.
fn offers_of<P: ListPage>(page: P) -> Vec<Offer> {
    let app = page.list().app;
    let rows = page.meant_rows();
    let title = both(|t| (P::WORDS.file)(t).to_owned());
    let shown = Offer {
        key: "shown",
        name: both(|t| t.export_as_shown().to_owned()),
        title: title.clone(),
        count: rows.len(),
        has_contacts: false,
        make: Arc::new({
            let rows = rows.clone();
            move |making| Box::pin(as_shown(page, rows.clone(), making))
        }),
    };
    let slots = page.customers(&rows);
    let all = slots.map(|slots| {
        let records = |kind, name: fn(T) -> &'static str| Offer {
            name: both(|t| name(t).to_owned()),
            ..records_of(app, kind, Some(slots.clone()))
        };
        [
            records(RowKind::Customers, T::export_all_fields),
            records(RowKind::Contacts, T::export_their_contacts),
        ]
    });
    std::iter::once(shown).chain(all.into_iter().flatten()).collect()
}

async fn as_shown<P: ListPage>(page: P, rows: Vec<u32>, making: Rc<Making>) -> Option<OutTable> {
    let t = T(making.wish.lang);
    let mut columns = untrack(|| page.arranged(t.0));
    columns.retain(|(_, column)| column.place.file);
    let mut file = ListFile::new(&columns);
    for (i, some) in rows.chunks(SOME).enumerate() {
        file.add(t, &page.lines(some, t.0));
        if !making.goes_on(i * SOME, rows.len()).await {
            return None;
        }
    }
    Some(file.finish(t, (P::WORDS.file)(t)))
}

/// All fields of the records of a kind: of all, or of those in these slots.
pub fn records_of(app: App, kind: RowKind, slots: Option<Vec<u32>>) -> Offer {
    let count = app.session.peek(|world| {
        let writer = RowWriter::new(&world.book, kind, Lang::Zh, true);
        writer.count(&world.book, slots.as_deref())
    });
    let label = kind.label();
    Offer {
        key: kind.word(),
        name: label.clone(),
        title: label,
        count: count.unwrap_or_default(),
        has_contacts: kind.has_contacts(),
        make: Arc::new(move |making| Box::pin(records(app, kind, slots.clone(), making))),
    }
}

async fn records(app: App, kind: RowKind, slots: Option<Vec<u32>>, making: Rc<Making>) -> Option<OutTable> {
    let Wish { lang, is_masked, .. } = making.wish;
    let (writer, last) = app.session.peek(|world| {
        let writer = RowWriter::new(&world.book, kind, lang, is_masked);
        let last = writer.slots(&world.book);
        (writer, last)
    })?;
    let slots = slots.unwrap_or_else(|| (0..last).collect());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (i, some) in slots.chunks(SOME).enumerate() {
        app.session
            .peek(|world| some.iter().for_each(|slot| writer.rows(&world.book, *slot, &mut rows)));
        if !making.goes_on(i * SOME, slots.len()).await {
            return None;
        }
    }
    Some(OutTable {
        name: kind.label().get(lang).to_owned(),
        columns: writer.columns(),
        rows,
    })
}

/// What is chosen in the dialog.
#[derive(Clone, Copy)]
struct Chosen {
    asked: Asked,
    offers: StoredValue<Vec<Offer>>,
    what: RwSignal<String>,
    form: RwSignal<FileForm>,
    is_masked: RwSignal<bool>,
}

impl Chosen {
    /// The offer that is chosen; tracked.
    fn offer(self) -> Option<Offer> {
        let what = self.what.get();
        self.offers.with_value(|offers| {
            offers
                .iter()
                .find(|offer| offer.key == what)
                .or(offers.first())
                .cloned()
        })
    }

    fn go(self, app: App) {
        let Some(offer) = untrack(|| self.offer()) else { return };
        let wish = Wish {
            form: self.form.get_untracked(),
            lang: app.lang.get_untracked(),
            is_masked: self.is_masked.get_untracked(),
        };
        self.asked.open.set(false);
        spawn_local(async move {
            export_table(app, offer.title.get(wish.lang), wish, &offer.make, Vec::new()).await;
        });
    }
}

#[component]
fn ExportDialog(asked: Asked) -> impl IntoView {
    let t = use_text();
    view! {
        <DialogFrame open=asked.open.into() title=(move || t().export()).into() wide=false>
            <Choices asked=asked />
        </DialogFrame>
    }
}

#[component]
fn Choices(asked: Asked) -> impl IntoView {
    let (app, t) = (use_app(), use_text());
    let offers = asked.offers.try_get_value().map(|offers| offers()).unwrap_or_default();
    let chosen = Chosen {
        asked,
        what: RwSignal::new(offers.first().map_or("", |offer| offer.key).to_owned()),
        offers: StoredValue::new(offers.clone()),
        form: RwSignal::new(FileForm::default()),
        is_masked: RwSignal::new(true),
    };
    let fits = Signal::derive(move || {
        chosen
            .offer()
            .is_some_and(|offer| holds(chosen.form.get(), offer.count))
    });
    let nothing = Signal::derive(move || chosen.offer().is_none_or(|offer| offer.count == 0));
    view! {
        <div class="dialog__body">
            <form
                id=FORM
                class="stack"
                on:submit=move |ev| {
                    ev.prevent_default();
                    chosen.go(app);
                }
            >
                {(offers.len() > 1).then(|| view! { <What chosen=chosen offers=offers.clone() /> })}
                <FormChoice chosen=chosen />
                <Masks chosen=chosen />
                <p class="small soft" role="status" data-testid="export-said">
                    {move || said(app, t(), chosen)}
                </p>
                <Show when=move || !fits.get()>
                    <Note kind=NoteKind::Warn text=move || t().export_too_many() />
                </Show>
            </form>
        </div>
        <footer class="dialog__foot">
            <Button text=move || t().cancel() on_click=Callback::new(move |_| asked.open.set(false)) />
            <Button
                text=move || t().export()
                kind=Kind::Primary
                icon="download"
                submit=true
                disabled=Signal::derive(move || nothing.get() || !fits.get())
                attr:form=FORM
                attr:data-testid="export-do"
            />
        </footer>
    }
}

/// How much it is, and what the file is called.
fn said(app: App, t: T, chosen: Chosen) -> String {
    let Some(offer) = chosen.offer() else {
        return String::new();
    };
    let name = table_name(app, offer.title.get(t.0), chosen.form.get());
    t.export_said(offer.count, name)
}

/// Which rows and columns.
#[component]
fn What(chosen: Chosen, offers: Vec<Offer>) -> impl IntoView {
    let t = use_text();
    let radio = move |offer: Offer| {
        let (key, name) = (offer.key, offer.name);
        view! {
            <label class="check check--block" data-testid="export-what" data-what=key data-count=offer.count.to_string()>
                <input
                    type="radio"
                    name="export-what"
                    value=key
                    prop:checked=move || chosen.what.with(|what| what == key)
                    on:change=move |_| chosen.what.set(key.to_owned())
                />
                <span>{move || t().label(&name)}</span>
                <span class="muted">{format::count(offer.count)}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="field__label">{move || t().export_what()}</legend>
            {offers.into_iter().map(radio).collect_view()}
        </fieldset>
    }
}

/// In which form.
#[component]
fn FormChoice(chosen: Chosen) -> impl IntoView {
    let t = use_text();
    let words = |form: FileForm| {
        let text = move || match form {
            FileForm::Xlsx => t().export_as_xlsx(),
            FileForm::Csv => t().export_as_csv(),
        };
        (form.ending(), text.into())
    };
    let choose = move |key: String| {
        let form = FileForm::ALL.into_iter().find(|form| form.ending() == key);
        chosen.form.set(form.unwrap_or_default());
    };
    view! {
        <div data-testid="export-form-of">
            <Segmented
                label=move || t().export_form()
                name="export-form-of"
                options=FileForm::ALL.map(words).to_vec()
                value=Signal::derive(move || chosen.form.get().ending().to_owned())
                on_change=Callback::new(choose)
            />
        </div>
    }
}

/// Whether phones, addresses and names on WeChat are masked.
#[component]
fn Masks(chosen: Chosen) -> impl IntoView {
    let t = use_text();
    view! {
        <Show when=move || chosen.offer().is_some_and(|offer| offer.has_contacts)>
            <div data-testid="export-masked">
                <Check
                    text=move || t().export_masked()
                    on=chosen.is_masked
                    on_change=Callback::new(move |on| chosen.is_masked.set(on))
                    block=true
                />
                <p class="field__help">{move || t().export_masked_help()}</p>
            </div>
        </Show>
    }
}
