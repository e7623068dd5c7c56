import Ledger
import Walkthrough

/// The lines of a file as the records that they ask for, and what is wrong in those that ask for none.
enum ImportLines {
    static func of<Row, Record: Sendable>(
        _ rows: [Row], _ line: (Row) -> Int, _ make: (Row) throws(Invalid) -> Record
    ) -> (lines: [ImportLine<Record>], faults: [ImportReport.Fault]) {
        var lines: [ImportLine<Record>] = []
        var faults: [ImportReport.Fault] = []
        for row in rows {
            do throws(Invalid) {
                lines.append(ImportLine(line: line(row), try make(row)))
            } catch { faults.append(.init(line: line(row), error)) }
        }
        return (lines, faults)
    }
}
