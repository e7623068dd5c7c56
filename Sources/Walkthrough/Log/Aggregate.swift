/// A state that is the fold of one stream's events. `replay` reads only the event, its instant and the stream's id, so
/// that a replay gives the same state for ever.
public protocol Aggregate: Codable, Equatable, Sendable {
    associatedtype Family: EventFamily
    static var streamKind: StreamID.Kind { get }
    static func replay(_ event: Family, at: Instant, stream: String, onto state: Self?) -> Self?
}

extension RectificationItem: Aggregate {
    public static var streamKind: StreamID.Kind { .item }

    public static func replay(
        _ event: ItemEvent, at: Instant, stream: String, onto state: RectificationItem?
    ) -> RectificationItem? {
        guard let id = try? ID<RectificationItem>(stream) else { return state }
        return apply(event, at: at, to: state, id: id)
    }
}
