package import Ledger
package import Walkthrough

extension Ledger {
    /// What a transfer brought over.
    package struct Transferred: Codable, Hashable, Sendable {
        package let county: String
        package let rows: Int
        package let evidence: Int
        /// The Merkle root over the heads of all streams, the same on both sides.
        package let root: Digest
        package let streams: Int
    }

    package enum TransferStep: Hashable, Sendable {
        /// Events checked in the source, rows brought over, events replayed in the target, events checked there.
        case checkedSource(Int), rows(Int), rebuilt(Int), checkedTarget(Int)
    }

    /// Brings this ledger into an empty one: evidence first, then the rows in one transaction. Both are verified, and
    /// their roots compared; whoever writes to the source meanwhile is not part of it, so nobody should.
    /// - Throws: `notPossible` if either is not sound or the roots differ. A source that is not sound is left alone.
    package func transfer(
        to target: Ledger, progress: @escaping @Sendable (TransferStep) -> Void = { _ in }
    ) async throws(LedgerError) -> Transferred {
        guard let source = store as? SQLStore, let destination = target.store as? SQLStore else {
            throw .internalFault(reference: "transfer", "不是数据库")
        }
        try Self.requireSound(try await verify { progress(.checkedSource($0)) }, "来源")
        do {
            let files = try await source.read { try $0.presentEvidence() }
            for digest in files { try vault.send(digest, to: target.vault) }
            let rows = try await source.translating {
                try await Transfer.run(from: source, to: destination) { step in
                    switch step {
                    case .rows(let count): progress(.rows(count))
                    case .rebuilt(let count): progress(.rebuilt(count))
                    }
                }
            }
            try Self.requireSound(try await target.verify { progress(.checkedTarget($0)) }, "目标")
            let (before, after) = (try await root(), try await target.root())
            guard before == after else {
                throw LedgerError.notPossible("迁移后的默克尔根与来源不同：迁移期间有人写入了来源库。请停用来源库，换一个空的目标重新迁移", allowed: [])
            }
            return Transferred(
                county: county, rows: rows, evidence: files.count, root: after.root, streams: after.streams)
        } catch { throw error as? LedgerError ?? .internalFault(reference: "transfer", "\(error)") }
    }

    private struct Root: Hashable, Sendable {
        let root: Digest
        let streams: Int
    }

    private func root() async throws -> Root {
        try await store.read { transaction in
            let (root, streams) = try transaction.root(through: Instant(milliseconds: .max))
            return Root(root: root, streams: streams)
        }
    }

    private static func requireSound(_ report: VerifyReport, _ side: String) throws(LedgerError) {
        guard let fault = report.faults.first else { return }
        throw .notPossible("\(side)库没有通过核对（\(fault.what)）。请先运行 peizou verify 查明，再迁移", allowed: [])
    }
}
