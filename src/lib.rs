//! # 关系簿 Guanxi: customer classification and care that lives wholly in the browser
//!
//! This page is the architecture; the modules below are in reading order.
//!
//! The whole book lives in memory as one plain value ([`domain::book::Book`]); IndexedDB is its durable copy; everything else is derived.
//!
//! ```text
//! user event ─► state::Session::dispatch(Command) ─► domain::apply(&Book, Command) ─► ChangeSet
//!                                                                                        │ one queue, one worker
//! views update ◄─ proof: read back and compared ◄─ storage.commit, one strict transaction ◄─ World::apply in memory
//! view ◄─ Memo ◄─ Evaluation (columns of metrics, classes, tags) ◄─ book, rulebook, as-of date
//! ```
//!
//! Records are shared ([`domain::held::Held`]). An event stays in the bytes it was stored in, or came in, until somebody looks at it; ids,
//! customers and what the ledger needs are taken from where they lie.
//!
//! A write that the store refuses is taken back in memory by the change set's inverse, so the two never part. Undo, redo, the
//! audit trail and imports are change sets as well. An import of a table, or a merge, writes with itself what it changed (`storage`'s `image`), so that it
//! can be taken back as a whole in any tab and later, unless what it wrote was changed since. What a label rests on is worked out by [`domain::inquiry::explain`]; nothing
//! derived is stored but the first screen of a large book, which is seen while that is read ("How the book is stored").
//!
//! | layer | holds | may use | must never know |
//! |---|---|---|---|
//! | [`domain`] | records, registries, rules, metrics, commands, changes, reports | std, serde, the form of packed records, chrono's civil dates | storage, screens, async, the clock, randomness |
//! | [`storage`] | the `Store` trait, its memory twin, IndexedDB, migrations | domain | state, screens |
//! | [`transfer`] | bytes ⇄ records: the JSON book, results | domain | state, screens |
//! | [`exchange`] | spreadsheets that people have ⇄ records: what a file is, its table, its columns, what an import would do; tables written for them | domain | storage, state, screens |
//! | [`sample`] | the demo book, the same each time for a day | domain | the rest |
//! | [`worker`] | reading a book, reading and writing a table beside the page: what goes over, and the workers' own sides | domain, storage's form of records, transfer, exchange | state, screens |
//! | `state` | signals, dispatch, undo, today, notices, preferences | all above | markup |
//! | `ui` | shell, widgets, pages, every text in two languages | state, domain types | storage, transfer |
//!
//! # Several tabs
//!
//! `state::keeper` keeps book and store in step. Another tab's writes are read from the store's journal as change sets
//! ([`storage::Store::news`]) and applied to memory: pages keep their place, their selection and their undo, whose steps are carried
//! over field by field ([`domain::rebase`]) or dropped. A command that comes too late is taken back and tried again on the newer book. A
//! save carries the record it was made from ([`domain::command::Edit`]); a field that both changed is asked about. Commands that are no edit of a
//! record carry what the person saw: the rules in force, the customers whose class is set, the examples that others were made from. Drafts
//! belong to the tab that types them; a lock that the browser drops with the tab tells whose tab is still there (`state::tabs`).
//!
//! # A store that can be lost
//!
//! Browsers clear, close, or forget to answer. A connection is opened again and what became of a write is looked up before it is told
//! (`storage`'s `settle`). A book in memory never gives way to an empty or an older store, nor to one that was begun after a clearing: a store's
//! life has a name. Such things are alarms (`state::alarm`), which stand above every page with the ways out until they are settled. A marker
//! outside of the store (`state::marker`) lets the start miss a book that is gone. `make torture` kills, breaks, wipes and bends.
//!
//! # A page that cannot die
//!
//! A signal, a callback, a stored value belongs to the part of the page that made it, and Leptos's own forms of reading one end the
//! whole app when that part is gone. Everything imports `state::live` instead: the same names, but a handle that is gone answers with the
//! empty value or, where something is to be written, with nothing. `clippy.toml` refuses the other forms. Timers and listeners end with
//! their part; what must outlive it goes to the app's state. A component takes callbacks and no listeners (`tests/it/views.rs`): Leptos
//! adds a spread listener again where the view around is drawn anew. Should the app stop all the same, `?rescue` hands the stored book over
//! without it, the cause is kept (`state::stopped`), and what was typed is in the drafts, which are written with every keystroke
//! (`state::drafts`). `make monkey` walks at random with a seed.
//!
//! # The kit of the screens
//!
//! A page is its folder in `ui::page` and one row in `ui::route` (address, title, entry, part, what an empty book shows). It is made of
//! rooms that every page uses, and none of these knows a page:
//!
//! | room | holds |
//! |---|---|
//! | `ui::list` | selection, keys, order, head, columns and cells as rows of data, filters from the registries, bulk bar, count line, paper, export; `behind` for the rows behind a figure, with the way back, `more` for the rest of a table; `narrow` for lists of what belongs to customers: conditions of these, and of the rows themselves |
//! | `ui::form` | the one engine of typed entry: drafts, errors, units, dates, amounts, clashes with what others saved, dialogs over what they are about |
//! | `ui::record`, `ui::judgement` | the dialogs of orders, interactions and tickets; a class set by hand, prolonged |
//! | `ui::condition` | the editor of a condition, for rules and whatever else asks with one |
//! | `ui::proof` | why a label is what it is, in words |
//! | `ui::focus`, `ui::keys`, `ui::file` | where the keyboard goes on; keys that belong to an input method; files chosen and dropped |
//! | `ui::widget`, `ui::shell` | buttons, fields, charts; the frame |
//!
//! The fields of every record kind are rows of [`domain::field`]: forms, the timeline, the data page, checks, import mapping and list
//! columns read them; a stored field without a row fails a test. The printed forms are rows as well ([`domain::printed`]); `ui::page::forms`
//! fills and draws all of them, and [`ui::room`] keeps each on its page.
//!
//! # Parts that load when they are wanted
//!
//! The release is split after it was compiled: what only a page needs comes when the page is opened, what writes comes while the first page
//! is looked at, the rest is the core (`state::part`, `ui::later`). A split point is named in the page's row, or beside what is loaded
//! through it. One pointer to a page's function from elsewhere would keep the page in the core: CI has a budget for the core and
//! for what a page adds to it and to the part that writes (`.ci/sizes.mjs`), `node .ci/parts.mjs` prints what each part holds, with `why NAME`
//! the way from the core to a function, and with `cut NAME` how much hangs on it. The style of those pages comes with the first part, and
//! so does what parts share: the splitter's many pieces of it are one module, shrunk together (`.ci/wasm.mjs`).
//! How Han characters are read ([`domain::pinyin`]) is a part that comes when the first Latin letter is searched for (`state::finder`);
//! until then, and where it does not come, [`domain::find`] finds what it can without.
//! Who may be one and the same customer ([`domain::twin`]) is worked out when somebody looks, in slices, and follows the book from then on (`state::twins`).
//! What reads a book, and what reads and writes a table, are wasms of their own, built for speed, in workers that wait and rehearse while 数据 is open, else are asked for when a table leaves
//! ([`worker`]); where one does not come, the page does it itself, in slices. A list, records, forms and results leave through one dialog
//! (`ui::list::export`), which makes their rows in slices and hands them to the writer ([`exchange::write`](mod@exchange::write)); all ask [`domain::guard`] what would run. The service worker stores a version whole, each file by its hash. The wasm tests, the
//! development build and Debian's compiler make one piece of it.
//!
//! # Words and sizes
//!
//! Every sentence for people is one row, Chinese and English, in the text table of its layer (`domain/text/`, `transfer/text.rs`,
//! `exchange/text.rs`, `state/text.rs`, `ui/text/`); a label that is data of a registry row, a word of a closed set or a unit stays in that row.
//! `tests/it/tidy_words.rs` and `tidy_sizes.rs` hold this, the limits (file 450 lines, function 60, component 80) and names that say whose
//! they are; their lists of exceptions can only get shorter. `tests/it/circles.rs` keeps the domain free of file circles.
//!
//! # How rules change
//!
//! Rules stand in three rooms: [`domain::rule`], what they are and how they are evaluated; [`domain::inquiry`], what is asked of them (why,
//! how far, examples); [`domain::authoring`], what people do to them (edits, differences, findings). Each may use those before it.
//!
//! The rules in force are [`domain::change::Head::rulebook`]. The workshop (`state::rules::workshop`) holds a draft with its own undo;
//! [`domain::rehearsal`] keeps a second evaluation beside the one in force and follows the draft edit by edit, so that a dragged
//! border costs what it touches. [`domain::report::moves`] compares two evaluations of the same customers: two rulebooks in the
//! rehearsal, two days in the review. Adopting is a command: it changes the head and keeps the rulebook as a
//! [`domain::kind::RuleVersion`]; [`domain::versions`] says which was in force on a day. Signals are written out into the conditions
//! that name them when a plan is compiled; classes set by hand go before the rules, with their days.
//!
//! # Days that are worked
//!
//! [`domain::calendar`] is the State Council's calendar with the days that a book says otherwise of (`settings.calendar`,
//! `settings.calendar_years`). A count comes with its sum: what it passed over, and the years that nobody published yet.
//!
//! # Care
//!
//! Working days are one module, [`domain::calendar`]: what the State Council published, with the days and years of the settings; the page 工作日历
//! changes a day, reads a year in from its notice, and counts.
//!
//! Playbooks are data of the rulebook (key `playbooks`), read and compiled by [`domain::care`] alone, so that nothing of them is in the first
//! load. Tasks follow from them: a pure function of book, rulebook and day, with stable keys. Stored is what became of a task
//! ([`domain::kind::TaskOutcome`]), and a contact fulfils the step that it satisfies; one that was made to wish something for a day (kind `key_date`) fulfils wishes alone. One that went unanswered fulfils no warning; a complaint is
//! followed so many days as its playbook's audience says of the last one (90). What is only ticked off is done and is no contact: nothing is counted from
//! it as one, words say so, and 今日 records a contact of each customer where several are done at once. What people write down themselves is an outcome of
//! nothing: a record `own/ID/CUSTOMER/task` with `name`, `due` and `repeat`, the customer empty for none; each of its times is a task
//! `own/ID/CUSTOMER/DAY`, done, moved and left out as all others are. Reading all tasks takes two rounds: what the figures of the
//! day tell is shown first, the playbooks that begin when somebody comes to meet a condition look at the days before and come in
//! later. A list of tasks follows the book by [`domain::world::Trail`], which says whom the last change touched; who came to meet a
//! condition, or ceased to, is found by comparing columns. The page 关怀方案 edits playbooks in the draft of the rules, so that a change is
//! undone, kept, adopted as a version and compared as rules are; the rulebook holds what differs from those that ship. How much is asked is
//! rulebook data as well (key `care`: `contacts_per_month` of a customer, 8 unless said otherwise, `contacts_per_day` of a person, as many as
//! there are unless said otherwise; 0 stands for no limit). Nothing of it changes a task: what is to be done (`domain::care::deeds`) is held
//! back until the next month or moved inside its window, with the reason at hand, and what is late is put off by outcomes, which keeps its
//! place among the contacts of its month. Who records a contact finds the step that follows proposed (`domain::care::next_of`); the promise that
//! takes it as it stands is none, so that the playbook alone asks for it. The calendar
//! asks for the same until a day (`domain::care::planned`). A step whose days contradict each other is told at its field, keeps a draft from being adopted, and is
//! counted as far as it can be where a book holds it already (`CarePlan::doubts`). Which tasks a draft makes appear, vanish and move is read in slices (`state::task_moves`): where only playbooks
//! differ, of these alone; where rules or how much is asked do, of all, by a second evaluation.
//! 今日 is the start page of a book. Its tasks are read in slices half a second after the opening, whatever page is open, and followed from then on (`state::today`): the
//! navigation tells the number, and the page finds them there. A change reads the tasks of the customers that it is about and puts what is to be done
//! with these among the rest (`domain::care::TaskDesk`); where people have room for so many contacts a day, all is arranged anew. `tests/it/care_desk.rs` holds it against a whole reading.
//! As a calendar file it leaves through [`exchange::ics`], which knows lines, escapes and alarms, and nothing of tasks. What a playbook would give
//! one customer is the same walk through its steps, gone on behind a step that stands open (`domain::care::dates_of`). A second reading of the specification (`tests/it/care_random.rs`) says the same after any sequence of events and edits.
//! Key dates (`trigger.dates`) are the customer's own (cooperation, birthday, founding day; none named means these), the last working day before
//! a public holiday, and days of ours (`trigger.milestones`); `birthday_lunar` among the further fields of a customer or contact keeps the birthday by
//! [`domain::calendar::LunarDay`], a table of 1900 to 2100.
//!
//! # Leads
//!
//! A lead is a customer that has not dealt; [`domain::lead`] gives each its column, its owner and what is next: the tasks of the playbook
//! `lead` alone, read by the same engine as 今日. Who gets one follows from `settings.staff` (regions, industries), whether its industry fits from
//! `settings.served_industries`. What a contact met with (`objection`, `objection_answer`) is open until a contact says what was answered;
//! what was proposed (`proposal`, `proposal_no`, `proposal_answer`) stands beside. The page 线索 is of the part of 服务.
//!
//! # Health
//!
//! [`domain::winback`] says who is in danger of leaving, who is lost, and what is done about it. A plan to win a customer back is a task that
//! somebody wrote with three further fields, so that 今日 asks for it and undo, merging, hand-over and export know it already. Health on a
//! past day is worked out from what had happened by then ([`domain::inquiry::solo::Solo::stand_on`]); nothing of it is stored. Warnings are
//! of the ends of months, by the rules in force on their day ([`domain::versions`]), and judged by what came in the 90 days after them, beside what other borders would have given. The page 健康与挽回 is
//! of the part of the dashboard.
//!
//! # Marketing
//!
//! [`domain::marketing`] steers by what customers are worth. The value map reads scores and tiers from the evaluation and ranks nothing a
//! second time; the segments are areas of the scores in `settings.value_segments`. Another day is read in slices up to the tiers
//! ([`domain::marketing::past`]), and who came or left is told by the window, since whoever was ranked once stays so. A portrait is made of a
//! sketch of each customer, kept change by change (`state::value`); the report of a day ([`ui::portrait`]) is a pure function of book, day and
//! language, and which left is remembered with a sum over it ([`domain::marketing::report`]). A condition with a name is a group
//! ([`domain::marketing::group`], `settings.customer_groups`): a key of every list of customers, a portrait, an audience. The pages are a part of their own.
//!
//! # Growth
//!
//! [`domain::marketing::lifetime`] fits BG/NBD and Gamma–Gamma to the orders of a book, in steps, so that a page stays answering;
//! the models are remembered by what they were made from (`state::growth`), and a change begins a new fit from the last one while what was told stands.
//! Handed to the rules, the parameters stand in the rulebook (key `lifetime`), and the facts that rest on them follow from book, rulebook and day
//! as all do; their formulas come with the part that writes ([`domain::metric::foreseen`]).
//! [`domain::marketing::together`] counts what is bought together and says what to offer; an answer is a task that somebody wrote with three
//! further fields, as a plan to win a customer back is. The page 增长 is of the part of marketing.
//!
//! # Campaigns
//!
//! [`domain::marketing::campaign`] reads what carries a campaign (`state::campaigns` follows it change by change) and makes its figures of that; nothing of
//! them is stored. A campaign has two further fields: `audience_when`, a condition as rules write one, and `frozen`, `{"at", "customers"}`, the
//! list of ids that met it at a moment. Who of the list is left out is worked out when somebody looks. Merging customers follows the
//! lists; a campaign that something carries is not removed. The page 营销 is a part of its own. Points
//! ([`domain::marketing::points`]) are an account worked out from orders, entries and rules; only entries and rules are stored. The vocabulary of
//! need tags ([`domain::marketing::needs`]) is of the settings. What an import would do to accounts is read before it is written
//! ([`domain::marketing::points::Falls`]), and asked about. What takes long and belongs to one page alone (a campaign's list, a portrait, what to offer)
//! is worked out in slices by `state::sliced`, begun anew where what it is made of changes; what every change may change all of (the boards, the value
//! map, the channels) is read again so and kept for whoever comes back (`state::reread`), and so is the order of the
//! value map's list (`state::places`).
//!
//! # Steering
//!
//! [`domain::steering`] measures what is to be reached: a share a customer, ticket or offer, whose sums are the figure and whose list is what
//! it rests on. Days before are worked out, never stored; what they rest on is followed by a sum over each customer (`GoalDesk`), so that a
//! contact of today sums anew and evaluates no day again. Aims and baselines are `settings.goals` and `settings.baselines`. The monthly
//! review of complaints counts the same promises; an improvement is a task that somebody wrote with two further fields. The dashboard's cards are rows
//! (`ui::page::dashboard`'s `cards`), arranged by board in the preferences, a word a card (`state::board`). The page 目标 is a part of its own.
//!
//! # Service
//!
//! What whoever asks was promised is data of the rulebook as well (key `service_levels`), read by [`domain::service`] alone; so are the hours
//! that are worked, the time zone and the pauses of tickets, which stay among the fields that the types of the first load do not know.
//! The page 服务 edits all of them. The order of levels says which counts, so that the whole list is written (`domain::service::set_levels`) and
//! adopted as a version; hours and zone are settings (`work_hours`, `time_zone`). A clock runs over instants and gives its sum; whether a
//! promise is kept is asked for an instant, as time passes while nothing is
//! written. `tests/it/service.rs` and `service_cases.rs` are tables of expected instants, `service_naive.rs` a second reading, minute by minute.
//!
//! # How the book is stored, and why so
//!
//! IndexedDB's cost is the number of values, not of bytes. Measured in Chromium on two shared cores, milliseconds, 10,000
//! customers with 100,000 events (`tests/web/layouts.rs`; more in [`storage`]):
//!
//! | layout | import | load | one edit |
//! |---|---|---|---|
//! | one value a record | 14,163 | 1,964 | 12.1 |
//! | blocks of 256 and a journal | 459 | 314 | 1.8 |
//! | **blocks of 1,000 and a journal** | 171 | 183 | 1.5 |
//! | blocks of 4,000 and a journal | 127 | 128 | 2.9 |
//!
//! With 100,000 customers and 1,000,000 events the chosen layout imports in 1,243, loads in 1,779 and edits in 1.5 ms. Since then events lie in
//! blocks of 4,000, and the page asks for the stored book while the program is on its way (`src/boot/early.js`). All is compiled to be small but
//! [`guanxi_hot`], the loops that run a million times at an opening. An index of ids is made when one is looked for; that no id came twice
//! is looked at half a second after the opening, and a book in which one did is opened anew as one that is damaged.
//!
//! Of a book of thousands the list of customers is kept as it stands on screen once nothing was done for two seconds (`storage`'s `screen`), with
//! the sequence of the store, the address, the size, the program and the preferences that it follows from; every write removes it. The page draws it before the program is
//! there, and only where all of these are the same (`src/boot/early.js`); the list itself takes its place when the book is read. Of a day before
//! today it says so. Its links lead on at once, everything else waits.
//!
//! The feature `web` carries everything that needs a browser. Without it the pure layers, and the pure parts of `state` and `ui`
//! (routes, texts, formats), build and test natively in seconds.

pub mod domain;
pub mod exchange;
pub mod sample;
pub mod state;
pub mod storage;
pub mod transfer;
pub mod ui;
pub mod worker;
