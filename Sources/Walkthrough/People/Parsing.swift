/// `是` and `否`; `nil` for missing or blank text, which means unknown.
func yesOrNo(_ text: String?, _ field: String) throws(Invalid) -> Bool? {
    switch text.map(Prose.trimmed) ?? "" {
    case "": nil
    case "是": true
    case "否": false
    default: throw Invalid(field, "“\(text?.prefix(40) ?? "")”看不懂", mend: "请填 是 或 否，不清楚就留空")
    }
}

extension Channel {
    /// Reads several channels joined by `、`; none for missing or blank text.
    public static func list(_ text: String?, _ field: String) throws(Invalid) -> Set<Channel> {
        var channels: Set<Channel> = []
        for part in (text ?? "").split(whereSeparator: { "、；;,，".contains($0) }) {
            let word = Prose.trimmed(String(part))
            guard !word.isEmpty else { continue }
            guard let channel = allCases.first(where: { $0.title == word.uppercased() || $0.title == word }) else {
                throw Invalid(
                    field, "“\(word.prefix(40))”不在渠道表里",
                    mend: "请填" + allCases.map(\.title).joined(separator: "、") + "，多个用、隔开")
            }
            channels.insert(channel)
        }
        return channels
    }
}

/// The parts of a list joined by `；` or `;`, trimmed, without blanks.
func listed(_ text: String?) -> [String] {
    (text ?? "").split(whereSeparator: { "；;".contains($0) }).map { Prose.trimmed(String($0)) }.filter { !$0.isEmpty }
}
