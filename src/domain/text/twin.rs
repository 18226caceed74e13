//! Why two customers may be one, and what of them is put together.

use crate::domain::label::sentences;

sentences! {
    same_code = "信用代码相同" / "same credit code";
    same_name = "名称相同" / "same name";
    merged_name = "曾有这个名称的客户并入" / "a customer of this name was merged into it";
    same_core = "去掉地名和公司形式后名称相同" / "same name but for place and legal form";
    same_phone = "电话相同" / "same phone";
    same_sound = "名称读音相同" / "name sounds the same";
    other_code = "但信用代码不同" / "but another credit code";
    other_place = "但地名不同" / "but another place";
    strong = "几乎确定" / "Near certain";
    medium = "很可能" / "Likely";
    weak = "有可能" / "Possible";
    contract = "合同" / "Contract";
    contacts = "联系人" / "Contacts";
}
