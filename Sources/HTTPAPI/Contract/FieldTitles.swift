/// What the fields of response documents are called.
enum FieldTitles {
    static func of(_ field: String) -> String {
        titles[field] ?? walks[field] ?? reference[field] ?? weeks[field] ?? field
    }
    static let titles: [String: String] = [
        "id": "内部编号", "number": "编号",
    ]
}
