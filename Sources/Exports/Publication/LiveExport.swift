package import Ledger
import Walkthrough

/// The ledger as it stands now, in one file (`export ledger`).
package struct LiveExport: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case xlsx, csv, json
    }

    package struct Outcome: Sendable {
        package let path: String
        package let rows: Int
        /// Rows that are not verified yet, and so only counted.
        package let unverified: Int
    }

    private let ledger: Ledger
    private let caller: Caller

    package init(_ ledger: Ledger, by caller: Caller) {
        self.ledger = ledger
        self.caller = caller
    }

    /// - Parameter filters: what was asked for, in words, for the sheet's head.
    package func export(
        _ list: ListItems, filters: String, as format: Format, into folder: String
    ) async throws(LedgerError) -> Outcome {
        try await ledger.ask(
            ReadLedger(list) { reading in
                try mapping { try Self.write(reading, filters, format, folder) }
            }, by: caller)
    }

    private static func write(
        _ reading: LiveReading, _ filters: String, _ format: Format, _ folder: String
    ) throws -> Outcome {
        let output = try OutputFolder(folder)
        let name = (reading.isDemo ? "演示-当前台账" : "当前台账") + ".\(format.rawValue)"
        let path = try output.stage(name)
        let rows: Int
        switch format {
        case .xlsx:
            let note = reading.unverified == 0 ? "" : "核实中 \(reading.unverified) 件未列"
            rows = try LedgerWorkbook.write(
                reading.rows, title: "\(reading.countyName)“我陪群众走流程”问题整改台账",
                filters: [filters, note].filter { !$0.isEmpty }.joined(separator: "；"), at: reading.at,
                isDemo: reading.isDemo, to: path, scratch: folder)
        case .csv:
            let file = try LedgerCSV(path: path, isDemo: reading.isDemo)
            try reading.rows.forEach { try file.add(RowTexts($0, since: nil)) }
            try file.finish()
            rows = file.rows
        case .json:
            let file = try LedgerJSON(path: path)
            try reading.rows.forEach { try file.add($0) }
            try file.finish()
            rows = file.rows
        }
        try output.commit()
        return Outcome(path: "\(folder)/\(name)", rows: rows, unverified: reading.unverified)
    }
}
