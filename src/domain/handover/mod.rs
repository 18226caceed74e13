//! Hand-overs: the customers of one owner with all that is known of them, as a file for a colleague, and what becomes of it there.
//!
//! The file is an ordinary book with one key more ([`crate::domain::kind::Handover`]). [`give`] picks what goes along. [`take`] lays it
//! on the receiver's book: what is new comes, what the file lacks stays, and what differs is compared field by field
//! ([`difference`]). Which side a field usually takes rests on what both books once had in common, which [`mark`] remembers:
//!
//! - the file brings marks of what the giver had once taken in, so what only one of the two has changed since is no question;
//! - a customer that the book has under another number is asked about as a whole ([`alike`]);
//! - one whose number is another customer's in the book comes under a number of its own ([`stranger`]);
//! - the book keeps marks of what it took in ([`crate::domain::kind::TakenOver`]), so a file that is opened again asks for nothing.
//!
//! From a settled hand-over on, all is an ordinary import: one list of changes, one step back.

pub mod alike;
pub mod difference;
pub mod give;
pub mod mark;
pub mod stranger;
pub mod take;
