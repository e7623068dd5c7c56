/// A list with at least one element.
public struct NonEmpty<Element>: RandomAccessCollection {
    public let elements: [Element]

    public init(_ first: Element, _ rest: [Element] = []) { elements = [first] + rest }

    public init?(_ elements: [Element]) {
        guard !elements.isEmpty else { return nil }
        self.elements = elements
    }

    public var first: Element { elements[0] }
    public var startIndex: Int { elements.startIndex }
    public var endIndex: Int { elements.endIndex }
    public subscript(position: Int) -> Element { elements[position] }
}

extension NonEmpty: Sendable where Element: Sendable {}
extension NonEmpty: Equatable where Element: Equatable {}
extension NonEmpty: Hashable where Element: Hashable {}

extension NonEmpty: Codable where Element: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let list = NonEmpty(try container.decode([Element].self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "empty list")
        }
        self = list
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(elements)
    }
}
