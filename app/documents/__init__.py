"""Official documents: .docx laid out as Decree 30/2020/NĐ-CP asks."""
