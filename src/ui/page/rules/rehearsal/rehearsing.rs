//! What the parts of the panel share.

use std::time::Duration;

use crate::state::live::*;

use super::picture::{self, Picture, View};
use crate::domain::columns::count_bits;
use crate::domain::label::Lang;
use crate::domain::record::Text;
use crate::domain::rehearsal::tagged;
use crate::domain::report::moves::{moved, movers};
use crate::domain::report::review::is_reviewed;
use crate::state::rules::workshop::{self, Workshop};
use crate::state::{App, use_app};

/// Names of each way that stand on the page at first.
pub const FIRST: usize = workshop::NAMED;

/// How long the draft rests before the other dimensions are worked out.
const REST: Duration = Duration::from_millis(160);

/// What the parts of the panel share. `Copy`: it holds handles only.
#[derive(Clone, Copy)]
pub struct Rehearsing {
    pub app: App,
    pub shop: Workshop,
    /// What is looked at.
    pub view: Memo<View>,
    /// What would become of it.
    pub picture: Memo<Option<Picture>>,
    /// What would become of everything else.
    pub beyond: RwSignal<Beyond>,
    /// The version adopted last, and how many customers moved with it.
    pub adopted: RwSignal<Option<(u32, usize)>>,
    /// The dimension that is open in the editor.
    pub open: Memo<View>,
    /// What else is looked at.
    pub elsewhere: RwSignal<Option<View>>,
}

/// What becomes of the dimensions and tags that are not looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beyond {
    /// Dimensions and tags in which someone moves: what is looked at, how many get in or up, how many out or down.
    pub moved: Vec<(View, usize, usize)>,
    /// How many customers move at all.
    pub customers: usize,
}

impl Rehearsing {
    /// Follows the draft with the dimension that is open.
    pub fn new(dimension: Signal<Option<Text>>) -> Self {
        let app = use_app();
        let shop = app.workshop;
        let elsewhere = RwSignal::new(None);
        let open = Memo::new(move |before: Option<&View>| match dimension.get() {
            Some(id) => View::Dimension(id),
            None => before.cloned().unwrap_or_else(|| first_dimension(shop)),
        });
        let view = Memo::new(move |_| elsewhere.get().unwrap_or_else(|| open.get()));
        // Another rule was opened: that is what one wants to see.
        Effect::new(move |_| {
            open.track();
            elsewhere.set(None);
        });
        let picture = Memo::new(move |_| {
            let lang = app.lang.get();
            view.with(|view| {
                let moves = match view {
                    View::Dimension(id) => shop.moves(id),
                    View::Tag(_) => None,
                };
                shop.rehearsed(|world, then| picture::picture(world, then, lang, (view, moves.as_deref()), FIRST))
            })
            .flatten()
        });
        let it = Self {
            app,
            shop,
            view,
            picture,
            beyond: RwSignal::default(),
            adopted: RwSignal::new(None),
            open,
            elsewhere,
        };
        it.follow_beyond();
        it
    }

    /// The language; tracked.
    pub fn lang(self) -> Lang {
        self.app.lang.get()
    }

    /// Looks at something else than the open dimension.
    pub fn look_at(self, view: View) {
        let is_open = self.open.get_untracked() == view;
        self.elsewhere.set((!is_open).then_some(view));
    }

    /// Works the rest out when the draft has rested for a moment.
    fn follow_beyond(self) {
        Effect::new(move |_| {
            self.shop.version();
            let work = move || {
                self.shop.prepare();
                self.work_out_beyond();
            };
            // The next edit takes this one's timer away.
            after(work, REST);
        });
        on_cleanup(move || self.shop.let_go());
    }

    fn work_out_beyond(self) {
        let found = untrack(|| {
            if !self.shop.is_changed() {
                return None;
            }
            self.shop.rehearsed(|world, then| {
                let now = &world.evaluation;
                let dimensions = moved(now, then).into_iter().filter(|(_, n)| *n > 0);
                let mut all: Vec<_> = dimensions.map(|(id, n)| (View::Dimension(id), n, 0)).collect();
                let new = then
                    .plan
                    .tags
                    .iter()
                    .filter(|t| now.plan.tags.iter().all(|o| o.id != t.id));
                for tag in now.plan.tags.iter().chain(new) {
                    let (got, lost) = tagged(now, then, &tag.id);
                    if got.len() + lost.len() > 0 {
                        all.push((View::Tag(tag.id.clone()), got.len(), lost.len()));
                    }
                }
                Beyond {
                    moved: all,
                    customers: count_bits(&movers(now, then, |id| is_reviewed(&world.book, then, id))),
                }
            })
        });
        let found = found.unwrap_or_default();
        if self.beyond.try_with_untracked(|old| *old != found) == Some(true) {
            self.beyond.set(found);
        }
    }
}

/// Where no dimension is open, the first one stands for all.
fn first_dimension(shop: Workshop) -> View {
    let first = untrack(|| shop.in_force().in_use().dimensions.first().map(|d| d.id.clone()));
    View::Dimension(first.unwrap_or_else(|| "".into()))
}
