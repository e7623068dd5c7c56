extension Ledger {
    /// Throws unless the store takes writes now.
    package func checkWritable() async throws(LedgerError) {
        do {
            try await store.write { _ in }
        } catch { throw Self.fault(error, environment) }
    }
}
