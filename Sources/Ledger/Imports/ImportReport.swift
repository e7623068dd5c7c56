public import Walkthrough

/// One line of a file, as the record it asks for.
public struct ImportLine<Record: Sendable>: Sendable {
    /// The physical line; 1 is the header's.
    public let line: Int
    public let record: Record

    public init(line: Int, _ record: Record) {
        self.line = line
        self.record = record
    }
}

/// What came of an import: all lines or none.
public struct ImportReport: Codable, Hashable, Sendable {
    public struct Fault: Codable, Hashable, Sendable {
        public let line: Int
        public let what: Invalid

        public init(line: Int, _ what: Invalid) {
            self.line = line
            self.what = what
        }
    }

    public internal(set) var imported = 0
    /// Lines that are in the ledger already, unchanged.
    public internal(set) var skipped = 0
    /// Of the imported lines, those that became sealed cases instead of rows.
    public internal(set) var sealed = 0
    /// Nothing is taken if there is one.
    public internal(set) var faults: [Fault] = []

    public init(faults: [Fault] = []) { self.faults = faults }
}

/// The answer of a command that has recorded nothing: a dry run, or a file with faults.
package struct Undone<Receipt: Sendable>: Error {
    package let receipt: Receipt
}

/// Decides line by line and records all or nothing.
struct ImportRun {
    private(set) var report = ImportReport()

    /// What became of a line.
    enum Outcome {
        /// It is there already.
        case known
        case recorded
        /// A sealed case instead of a row.
        case sealed
    }

    /// - Parameter body: records the line.
    mutating func take(line: Int, _ body: () throws -> Outcome) throws {
        do {
            switch try body() {
            case .known: report.skipped += 1
            case .recorded: report.imported += 1
            case .sealed:
                report.imported += 1
                report.sealed += 1
            }
        } catch let refusal as Refusal {
            // Who may not import at all is told so once, not for each line.
            if case .notPermitted = refusal { throw refusal }
            note(line, refusal)
        } catch let error as LedgerError {
            switch error {
            case .invalid(let faults): faults.forEach { report.faults.append(.init(line: line, $0)) }
            case .notPossible(let text, _), .unknown(let text):
                report.faults.append(.init(line: line, Invalid("本行", text, mend: "请改正后重新导入")))
            default: throw error
            }
        }
    }

    private mutating func note(_ line: Int, _ refusal: Refusal) {
        switch refusal {
        case .invalid(let faults): faults.forEach { report.faults.append(.init(line: line, $0)) }
        case .notPermitted(let text), .notPossible(let text), .unknown(let text):
            report.faults.append(.init(line: line, Invalid("本行", text, mend: "请改正后重新导入")))
        }
    }

    /// - Throws: `Undone`, which takes everything back, for a file with faults and for a dry run.
    func finish(isDryRun: Bool) throws -> ImportReport {
        var report = report
        guard report.faults.isEmpty, !isDryRun else {
            if !report.faults.isEmpty { (report.imported, report.sealed) = (0, 0) }
            throw Undone(receipt: report)
        }
        return report
    }
}
