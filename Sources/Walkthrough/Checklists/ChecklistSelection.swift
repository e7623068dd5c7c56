/// What a walk is about, as far as the choice of its check items depends on it.
public struct WalkProfile: Hashable, Sendable {
    public let kind: SessionKind
    public let channels: Set<Channel>
    public let traits: Set<ServiceTrait>
    public let groups: Set<SpecialGroup>

    /// 全链式追踪 walks a 一件事 by its nature, so it has that trait without being told.
    public init(
        _ kind: SessionKind, channels: Set<Channel>, traits: Set<ServiceTrait> = [],
        groups: Set<SpecialGroup> = []
    ) {
        self.kind = kind
        self.channels = channels
        self.traits = kind == .fullChain ? traits.union([.oneThing]) : traits
        self.groups = groups
    }

    /// Whether the walk goes through a channel of `item`, or the gate of its kind asks for it anyway.
    public func reaches(_ item: CheckItem) -> Bool {
        item.channels.contains(where: channels.contains)
            || kind.asksWholeTheme && item.isCore(in: kind) && kind.leadingDimensions.contains(item.dimension)
    }

    /// Whether the walk reaches `item`, and the service and the group are those it is meant for.
    public func suits(_ item: CheckItem) -> Bool {
        reaches(item) && item.traits.allSatisfy(traits.contains)
            && (item.groups.isEmpty || item.groups.contains(where: groups.contains))
    }
}

/// The check items for a walk: few offered, the rest on request, and nothing asked twice (decisions 9, 10).
///
/// Core items are taken in three turns: those of the kind's own themes, those meant for the traits and groups at
/// hand, and the others. In a turn the themes give one item each, round and round, until the limit is reached. The
/// choice depends on the arguments only.
public struct ChecklistSelection: Equatable, Sendable {
    public static let usualLimit = 12

    /// An item left out because `by` asks the same on every channel of the walk.
    public struct Folded: Equatable, Sendable {
        public let item: CheckItem
        public let by: CheckItemID
    }

    /// At most `limit` core items, by theme and in the order of their checklists.
    public let offered: [CheckItem]
    /// Everything else that a channel of the walk allows: first what this kind of session asks.
    public let onRequest: [CheckItem]
    public let folded: [Folded]

    public init(from checklists: [Checklist], for walk: WalkProfile, limit: Int = Self.usualLimit) {
        let order = Dimension.allCases.flatMap { dimension in
            checklists.flatMap(\.items).filter { $0.dimension == dimension }
        }
        var picked: [CheckItem] = []
        var folded: [Folded] = []
        for turn in Self.turns(order, for: walk) where picked.count < limit {
            for item in turn where picked.count < limit {
                if let other = Self.cover(of: item, among: picked, on: walk.channels) {
                    folded.append(Folded(item: item, by: other.id))
                } else {
                    picked.append(item)
                }
            }
        }
        let offeredIDs = Set(picked.map(\.id))
        var settled = offeredIDs.union(folded.map(\.item.id))
        var asked = picked
        var later: [CheckItem] = []
        let reachable = order.filter(walk.reaches)
        let meant = reachable.filter { $0.kinds.contains(walk.kind) && walk.suits($0) }
        for item in meant + reachable where settled.insert(item.id).inserted {
            if let other = Self.cover(of: item, among: asked, on: walk.channels) {
                folded.append(Folded(item: item, by: other.id))
            } else {
                asked.append(item)
                later.append(item)
            }
        }
        offered = order.filter { offeredIDs.contains($0.id) }
        onRequest = later
        self.folded = folded
    }

    private static func turns(_ order: [CheckItem], for walk: WalkProfile) -> [[CheckItem]] {
        let core = order.filter { $0.isCore(in: walk.kind) && walk.suits($0) }
        let leading = Set(walk.kind.leadingDimensions)
        let own = core.filter { leading.contains($0.dimension) }
        let others = core.filter { !leading.contains($0.dimension) }
        let special = others.filter { !$0.traits.isEmpty || !$0.groups.isEmpty }
        let general = others.filter { $0.traits.isEmpty && $0.groups.isEmpty }
        return [own, special, general].map(roundRobin)
    }

    private static func roundRobin(_ items: [CheckItem]) -> [CheckItem] {
        let themes = Dimension.allCases.map { dimension in items.filter { $0.dimension == dimension } }
        let longest = themes.map(\.count).max() ?? 0
        return (0..<longest).flatMap { round in themes.compactMap { round < $0.count ? $0[round] : nil } }
    }

    /// An item that asks the same as `item` wherever the walk could ask it.
    private static func cover(
        of item: CheckItem, among others: [CheckItem], on channels: Set<Channel>
    ) -> CheckItem? {
        others.first { other in
            (item.seeAlso.contains(other.id) || other.seeAlso.contains(item.id))
                && item.channels.allSatisfy { !channels.contains($0) || other.channels.contains($0) }
        }
    }
}
