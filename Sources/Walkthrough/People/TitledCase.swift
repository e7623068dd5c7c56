/// An enum whose cases files name by their Chinese titles.
protocol TitledCase: CaseIterable {
    var title: String { get }
}

extension TitledCase {
    /// The case with the title `text`, or `nil` for missing or blank text, which means unknown.
    /// - Throws: `Invalid` for a text that no case has; it lists the titles.
    static func optional(_ text: String?, _ field: String) throws(Invalid) -> Self? {
        guard let text, !Prose.trimmed(text).isEmpty else { return nil }
        let word = Prose.trimmed(text)
        guard let value = allCases.first(where: { $0.title == word }) else {
            throw Invalid(
                field, "“\(text.prefix(40))”不在可选项里",
                mend: "请填" + allCases.map(\.title).joined(separator: "、") + "之一")
        }
        return value
    }
}
