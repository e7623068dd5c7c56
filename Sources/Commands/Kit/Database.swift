import Ledger
import LedgerSQL
import PostgresEngine
import Walkthrough

/// A database that a URL names.
struct Database: Sendable {
    let makeEngine: @Sendable () -> any Engine
    /// For messages: without the password.
    let shown: String

    init(_ url: String) throws(LedgerError) {
        #if PostgreSQL
            let address = try PostgresAddress(url)
            (makeEngine, shown) = ({ PostgresEngine(address) }, address.shown)
        #else
            throw .malformed("这个程序没有带 PostgreSQL 支持。请用 swift build --traits PostgreSQL 编译的程序，或改用 --data。")
        #endif
    }
}
