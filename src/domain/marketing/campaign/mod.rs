//! Campaigns (S1: 渠道 and 活动): whom one is for, who of these may be written to, what came of it, what a customer costs that a channel brings.
//!
//! A campaign is a record of the book; interactions and orders carry its id. Everything else follows:
//!
//! | figure | is |
//! |---|---|
//! | contacted | customers with an interaction that carries it and that we began |
//! | answered | of those contacted: a contact that says so, or a contact of theirs that carries it, on the day of our first or later |
//! | response rate | answered over contacted (S1): of whom nobody wrote an answer down has not answered |
//! | asked | customers with a contact of theirs that carries it, whom we had not contacted; they answered nothing |
//! | attended | customers with an interaction of kind `event` that carries it |
//! | leads | customers that had not dealt before what of them carries it first: no order, contract or cooperation of an earlier day; where an order is what comes first, what was signed or begun since the campaign began does not count as earlier |
//! | deals | customers with an order that carries it; returns are none, and are taken off the amount |
//! | new | those leads whose first order it is |
//! | redemption | deals among the frozen list, over that list |
//! | acquisition cost | cost over new customers; nothing without one |
//! | its ratio | over the average order of the book in 12 months, returns taken off; up to 10 % is good (S1) |
//!
//! The audience is frozen into a list of ids. Who of these is left out, and why, is worked out when somebody looks, so that a mark that
//! is lifted works at once. Each file uses those before it only: audience, carried, results, channel, template.

mod audience;
mod carried;
mod channel;
mod results;
mod template;

pub use super::group::meets;
pub use audience::{
    Frozen, LeftOut, Standing, condition, contact_kind, freeze, frozen, set_condition, standings, thaw,
};
pub use carried::{Carried, CarriedDesk, CarriedPart, What, behind};
pub use channel::{Channel, ChannelReading, Channels, ChannelsReading, average_order, averaged, came_on, channels};
pub use results::{Figure, GOAL, Person, Results, people, results};
pub use template::{TEMPLATES, Template};
