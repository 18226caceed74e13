//! What says of a whole file of tickets of which kind they are: its name, what stands above its table, its headings.

use crate::domain::fold::folded;
use crate::domain::kind::TicketKind;

/// The kinds, each with what speaks for it, as it is compared.
const SPEAK_FOR: [(TicketKind, &[&str]); 5] = [
    (TicketKind::Complaint, &["投诉", "客诉", "抱怨", "complaint"]),
    (
        TicketKind::AfterSales,
        &[
            "售后", "退货", "换货", "退换", "维修", "报修", "返修", "保修", "repair", "returns", "warranty", "rma",
        ],
    ),
    (TicketKind::Technical, &["技术", "technical"]),
    (TicketKind::Consultation, &["咨询", "询问", "inquir", "enquir"]),
    (TicketKind::Praise, &["表扬", "感谢信", "praise"]),
];

/// The kind that a text speaks for and the word of it that does; nothing where none does, or several do.
pub(crate) fn ticket_kind_in(text: &str) -> Option<(TicketKind, &'static str)> {
    let said = folded(text);
    let mut kinds = SPEAK_FOR.iter().filter_map(|(kind, words)| {
        let word = words.iter().find(|word| said.contains(**word))?;
        Some((*kind, *word))
    });
    kinds.next().filter(|_| kinds.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::ticket_kind_in;

    #[test]
    fn a_name_speaks_for_one_kind_or_for_none() {
        let kind = |text: &str| ticket_kind_in(text).map(|(kind, word)| (kind.word(), word));
        assert_eq!(kind("2026年退货登记.xlsx"), Some(("after_sales", "退货")));
        assert_eq!(kind("客诉台账"), Some(("complaint", "客诉")));
        assert_eq!(kind("Product Inquiries"), Some(("consultation", "inquir")));
        assert_eq!(kind("投诉与售后"), None);
        assert_eq!(kind("服务记录"), None);
    }
}
