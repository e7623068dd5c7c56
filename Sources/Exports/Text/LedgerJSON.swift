package import Walkthrough

/// The live ledger as one JSON document, an item a line: `{"items":[…],"next":null}`.
package final class LedgerJSON {
    private let file: OutputFile
    private(set) package var rows = 0

    package init(path: String) throws(ExportError) {
        file = try OutputFile(path: path)
        try file.write("{\"items\":[")
    }

    package func add(_ row: LedgerRow) throws(ExportError) {
        try file.write((rows == 0 ? "\n" : ",\n") + Self.value(row).compact)
        rows += 1
    }

    package func finish() throws(ExportError) {
        try file.write("\n],\"next\":null}\n")
        try file.finish()
    }

    /// The names of `ledger list --json`, and each cell under the name of its column.
    package static func value(_ row: LedgerRow) -> JSONValue {
        let standing = row.standing
        let cells = LedgerColumn.allCases.dropFirst().map { column in
            (column.rawValue, row.text(of: column).isEmpty ? JSONValue.null : .string(row.text(of: column)))
        }
        return .object([
            "id": .string(row.item.id),
            "number": .string(row.number),
            "version": .int(row.version),
            "state": .string(standing.state),
            "stateTitle": .string(standing.stateTitle),
            "light": .string(standing.light.rawValue),
            "unit": .string(row.duty.unit.text),
            "due": JSONValue(row.course.due),
            "dueIsProvisional": .bool(row.course.dueIsProvisional),
            "round": .int(standing.round),
            "returns": .int(standing.returns),
            "extensions": .int(standing.extensions),
            "isCarried": .bool(standing.isCarried),
            "endedAt": JSONValue(standing.endedAt),
            "evidence": .array(row.course.evidence.map { .string($0.digest.text) }),
            "cells": .object(Dictionary(uniqueKeysWithValues: cells)),
        ])
    }
}
