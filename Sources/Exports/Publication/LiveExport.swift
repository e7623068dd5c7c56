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

    /// Writes the file into a folder.
    package func export(
        _ list: ListItems, as format: Format, into folder: String
    ) async throws(LedgerError) -> Outcome {
        let filters = list.words
        return try await ledger.ask(
            ReadLedger(list) { reading in
                try mapping {
                    let output = try OutputFolder(folder)
                    let name = Self.name(reading, format)
                    let rows = try Self.write(
                        reading, filters, format, to: try output.stage(name), scratch: folder)
                    try output.commit()
                    return Outcome(path: "\(folder)/\(name)", rows: rows, unverified: reading.unverified)
                }
            }, by: caller)
    }

    /// A file that has no name any more.
    package struct Unnamed: Sendable {
        /// As people are to see it.
        package let name: String
        package let file: OpenFile
    }

    /// Writes the file where nobody else finds it, within one short read, so that whoever takes long to fetch it holds
    /// nothing but its disk space (architecture 9).
    package func unnamed(_ list: ListItems, as format: Format) async throws(LedgerError) -> Unnamed {
        let filters = list.words
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        return try await ledger.ask(
            ReadLedger(list) { reading in
                try mapping {
                    let path = scratch.path + "/ledger.\(format.rawValue)"
                    _ = try Self.write(reading, filters, format, to: path, scratch: scratch.path)
                    return Unnamed(name: Self.name(reading, format), file: try OpenFile(path))
                }
            }, by: caller)
    }

    private static func name(_ reading: LiveReading, _ format: Format) -> String {
        (reading.isDemo ? "演示-当前台账" : "当前台账") + ".\(format.rawValue)"
    }

    /// - Parameter filters: what was asked for, in words, for the sheet's head.
    /// - Returns: how many rows there are.
    private static func write(
        _ reading: LiveReading, _ filters: String, _ format: Format, to path: String, scratch: String
    ) throws -> Int {
        switch format {
        case .xlsx:
            let note = reading.unverified == 0 ? "" : "核实中 \(reading.unverified) 件未列"
            return try LedgerWorkbook.write(
                reading.rows, title: "\(reading.countyName)“我陪群众走流程”问题整改台账",
                filters: [filters, note].filter { !$0.isEmpty }.joined(separator: "；"), at: reading.at,
                isDemo: reading.isDemo, to: path, scratch: scratch)
        case .csv:
            let file = try LedgerCSV(path: path, isDemo: reading.isDemo)
            try reading.rows.forEach { try file.add(RowTexts($0, since: nil)) }
            try file.finish()
            return file.rows
        case .json:
            let file = try LedgerJSON(path: path)
            try reading.rows.forEach { try file.add($0) }
            try file.finish()
            return file.rows
        }
    }
}

extension ListItems {
    /// The filter in words, as it stands below an export's title.
    fileprivate var words: String {
        let states = query.states.map(\.title).joined(separator: "、")
        return [
            query.unit.map { "单位 \($0)" }, states.isEmpty ? nil : "状态 " + states,
            query.isOpen.map { $0 ? "在办" : "已办结" }, light?.title, query.text.map { "含“\($0)”" },
            query.source.map { "来源 \($0)" }, query.due.through.map { "时限不晚于 \($0)" },
        ].compactMap { $0 }.joined(separator: "；")
    }
}
