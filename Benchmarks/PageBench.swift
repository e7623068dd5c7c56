import Foundation
import Ledger
import LedgerSQL
import Walkthrough

/// Pages of the ledger and searches, at both sizes, as an inspector, a town and a volunteer see them.
enum PageBench {
    static func run() async throws {
        let (small, _, _) = try CommandBench.ledger(try await BenchStore.ready(Bench.small))
        let (large, _, _) = try CommandBench.ledger(try await BenchStore.ready(Bench.large))
        for account in ["inspector", "town", "volunteer"] {
            let caller = Caller.claimed(try AccountName(account))
            for page in [1, 100] {
                let one = try await time(small, caller, page: page, text: nil)
                let other = try await time(large, caller, page: page, text: nil)
                Bench.row("page \(page), open by due, as \(account)", other * 1e6, one * 1e6, "µs", atMost: 2)
            }
        }
        let inspector = Caller.claimed(try AccountName("inspector"))
        let plain = try await time(large, inspector, page: 1, text: nil)
        for (name, word) in [("rare", "电梯"), ("common", "窗口"), ("absent", "飞机")] {
            let found = try await time(large, inspector, page: 1, text: word)
            Bench.row("search, a \(name) word", found * 1e6, plain * 1e6, "µs", atMost: 10)
        }
        try await small.close()
        try await large.close()
    }

    private static func time(_ ledger: Ledger, _ caller: Caller, page: Int, text: String?) async throws
        -> Double
    {
        try await median(ledger, try await query(ledger, caller, page: page, text: text), caller)
    }

    /// What asks for a page of 50 of the open rows; the cursor of a later one is found.
    static func query(
        _ ledger: Ledger, _ caller: Caller, page: Int, text: String?
    ) async throws -> ItemQuery {
        var query = ItemQuery()
        query.isOpen = true
        query.text = text
        for _ in 1..<page {
            guard let next = try await ledger.ask(ListItems(query), by: caller).next else { break }
            query.after = next
        }
        return query
    }

    /// The median time of a page.
    static func median(_ ledger: Ledger, _ query: ItemQuery, _ caller: Caller) async throws -> Double {
        var times: [Double] = []
        for _ in 0..<40 {
            times.append(try await seconds { _ = try await ledger.ask(ListItems(query), by: caller) })
        }
        return times.median
    }
}
