/// A page as JSON: `next` is there on the last one, too, as null.
struct ListDocument<Item: Encodable>: Encodable {
    let items: [Item]
    let next: String?

    private enum CodingKeys: CodingKey { case items, next }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(next, forKey: .next)
    }
}
