//! Service levels: what whoever asks was promised, its clock with the sum to show, and whether it was kept (`book.md`, "Service levels").
//!
//! Levels are data of the rulebook (key `service_levels`), read and compiled here alone, so that nothing of them is in the first load. For
//! the same reason what only a clock reads stays where the book keeps fields that its types do not know: `settings.work_hours`,
//! `settings.time_zone`, and the `pauses` of a ticket. The schema names them.
//!
//! Nothing here is stored. [`ServicePlan`] is what was read and compiled; a ticket's [`Promise`]s follow from it, the ticket and its
//! customer; whether one is kept is asked for an instant, since time passes while nothing is written.
//!
//! Each file uses those before it only: zone, level, shipped, pause, deed, workday, hours, clock, plan, promise, sum, desk,
//! months.

mod clock;
mod deed;
mod desk;
mod edit;
mod escalate;
mod hours;
mod level;
mod months;
mod pause;
mod plan;
mod promise;
mod shipped;
mod sum;
mod workday;
mod zone;

pub use clock::{ClockRun, Stretch, Stretched};
pub use deed::{answered, is_solved_sometime, reopened, solved, solved_sometime};
pub use desk::{Deskwork, Phase, ServiceDesk};
pub use edit::{ForTickets, free_level_id, is_shipped_level, set_levels, shipped_levels};
pub use escalate::{STEPS, escalated, escalation, is_to_escalate};
pub use hours::WorkTime;
pub use level::{LEAST, LevelUnit, Measure, ServiceLevel, Within};
pub use months::{Tally, promises_of_year, tally};
pub use pause::{Pause, PauseFault, is_paused, pause_fault, paused, pauses_of, resumed, with_pause};
pub use plan::ServicePlan;
pub use promise::{Kept, Promise, promises_of};
pub use shipped::service_levels;
pub use sum::{ClockSum, SumLine, left_of, sum_of};
pub use workday::{HoursFault, TIME_ZONE, WORK_HOURS, WorkHours, keep_work};
pub use zone::Zone;
