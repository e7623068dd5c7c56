/// Why a file could not be made or read. Nothing half-written is left in the target folder.
package struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// The system refused: disk full, no permission.
        case file
        /// It is there already, and nothing is overwritten.
        case exists
        /// There is no such file or folder.
        case missing
        /// The spreadsheet library refused.
        case workbook
        /// The archive is broken, or holds what it must not.
        case archive
        /// The content breaks a rule of the format.
        case content
    }

    package let kind: Kind
    package let subject: String
    package let what: String
    package let mend: String

    package init(_ kind: Kind, _ subject: String, _ what: String, mend: String) {
        self.kind = kind
        self.subject = subject
        self.what = what
        self.mend = mend
    }

    package var description: String { "\(subject)：\(what)。\(mend)。" }
}
