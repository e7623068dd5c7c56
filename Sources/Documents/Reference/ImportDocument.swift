package import Imports

/// What came of an import, as JSON.
package struct ImportDocument: Codable, Sendable {
    package let imported: Int
    package let sealed: Int
    package let skipped: Int
    package let errors: [Fault]
    package let ignored: [String]

    package struct Fault: Codable, Sendable {
        package let line: Int
        package let column: Int?
        package let title: String?
        package let message: String

        package init(_ fault: RowFault) {
            line = fault.line
            column = fault.column
            title = fault.title
            message = fault.message
        }

        /// With its place in words.
        package var text: String {
            RowFault(line: line, column: column, title: title, message: message).description
        }
    }

    package init(_ outcome: ImportOutcome) {
        imported = outcome.imported
        sealed = outcome.sealed
        skipped = outcome.skipped
        errors = outcome.faults.map(Fault.init)
        ignored = outcome.ignored
    }
}
