import Ledger

/// Hummingbird has another of this name.
typealias LedgerEnvironment = Environment
