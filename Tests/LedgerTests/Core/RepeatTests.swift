import Ledger
import Synchronization
import Testing
import Walkthrough

@Suite("A request that failed") struct RepeatTests {
    private func perform(on store: FailingStore) async throws -> LedgerError? {
        let ledger = Ledger(
            store: store, vault: EvidenceVault(EvidenceFolder("/nonexistent")),
            environment: Environment(
                now: { Instant(milliseconds: 0) }, random: { 1 }, origin: "test"))
        let key = RequestKey(key: "k", bodyDigest: Digest(sha256: Chain.sha256([])))
        return await #expect(throws: LedgerError.self) {
            try await ledger.perform(SealLog(), by: .local("tester"), key: key)
        }
    }

    @Test func `on a store that nobody reaches does not wait a second time for a receipt`() async throws {
        let fault = LedgerError.unavailable(retryAfter: 5, "数据库正忙")
        let store = FailingStore(fault)
        #expect(try await perform(on: store) == fault)
        #expect(store.reads == 0)
    }

    @Test(arguments: [LedgerError.uncertain("不知道"), .stale(current: 2, "已被改动")])
    func `for another reason is looked for among the receipts`(fault: LedgerError) async throws {
        let store = FailingStore(fault)
        #expect(try await perform(on: store) == fault)
        #expect(store.reads == 1)
    }
}

/// A store on which everything fails in the same way.
private final class FailingStore: Store {
    private let fault: LedgerError
    private let count = Mutex(0)

    init(_ fault: LedgerError) { self.fault = fault }

    var reads: Int { count.withLock { $0 } }
    let county = "QH"

    func write<R: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> R
    ) async throws -> R { throw fault }
    func writeAlone<R: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> R
    ) async throws -> R { throw fault }
    func read<R: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> R
    ) async throws -> R {
        count.withLock { $0 += 1 }
        throw fault
    }
    func verify(_ progress: @escaping @Sendable (Int) -> Void) async throws -> VerifyReport { throw fault }
    func rebuild(_ progress: @escaping @Sendable (Int) -> Void) async throws { throw fault }
    func forgetDeleted() async throws { throw fault }
    func copy(to path: String) async throws { throw fault }
    func close() async throws { throw fault }
}
