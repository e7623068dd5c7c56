public import Walkthrough

/// Records the Merkle root over all streams as of a moment ago, so that what was there cannot vanish unseen (architecture
/// 5). Done daily by `sweep`, and at each freeze.
public struct SealLog: LedgerCommand {
    public static let act = "封存日志"
    public static let scope = TokenScope.file
    public static let isLong = true

    public struct Receipt: Codable, Hashable, Sendable {
        public let root: Digest
        public let streams: Int
        /// Nothing happened since the seal before.
        public let isOld: Bool
    }

    public init() {}

    public var action: Action { .sealLog }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let log = try work.existing(StoreLog.self, StoreLog.id, "这个库的记录")
        // Whatever is recorded from now on comes later than `through`.
        let through = work.at.adding(milliseconds: -1)
        let sealed = try work.read.root(through: through)
        if let last = log.state.lastSeal, last.root == sealed.root {
            return Receipt(root: last.root, streams: last.streams, isOld: true)
        }
        try work.write.append(
            StoreLog.self, StoreLog.id,
            [.sealed(StoreSealed(root: sealed.root, streams: sealed.streams, through: through))],
            by: work.actor,
            expected: log.version)
        return Receipt(root: sealed.root, streams: sealed.streams, isOld: false)
    }
}

extension ReadTransaction {
    /// The Merkle root over the heads of all streams as of `through`.
    package func root(through: Instant) throws -> (root: Digest, streams: Int) {
        var tree = MerkleTree(hash: Chain.sha256)
        var streams = 0
        try heads(until: through) { stream, version, hash in
            try tree.append(Chain.leaf(stream: stream, version: version, hash: hash))
            streams += 1
        }
        return (Digest(sha256: tree.root), streams)
    }
}

/// Notes that the store was put back from a backup, so that nobody takes it for the latest (decisions 24).
public struct RecordRestore: LedgerCommand {
    public static let act = "恢复备份"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        /// The last 定稿 that the backup knows.
        public let lastWeek: Week?
    }

    public let madeAt: Instant

    public init(madeAt: Instant) { self.madeAt = madeAt }

    public var action: Action { .sealLog }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let log = try work.existing(StoreLog.self, StoreLog.id, "这个库的记录")
        var last: Week?
        try work.read.states(WeekLedger.self) { _, week in
            last = max(last ?? week.state.week, week.state.week)
        }
        try work.write.append(
            StoreLog.self, StoreLog.id, [.restored(StoreRestored(madeAt: madeAt, lastWeek: last))],
            by: work.actor,
            expected: log.version)
        return Receipt(lastWeek: last)
    }
}
