package import Walkthrough

/// `manifest.json`: the bytes whose digest the next manifest names.
package enum ManifestFile {
    package static let name = "manifest.json"

    package static func bytes(_ manifest: LedgerManifest) -> [UInt8] { Array(value(manifest).document.utf8) }

    static func value(_ manifest: LedgerManifest) -> JSONValue {
        .object([
            "format": .string("peizou.manifest.1"),
            "county": .string(manifest.county),
            "unit": JSONValue(manifest.unit),
            "week": JSONValue(manifest.week),
            "from": JSONValue(manifest.from),
            "to": JSONValue(manifest.to),
            "edition": .string(manifest.edition.code),
            "correction": manifest.edition.correctionSerial.map(JSONValue.int) ?? .null,
            "demo": .bool(manifest.isDemo),
            "rows": .int(manifest.rows),
            "files": .object(manifest.files.mapValues { .string($0.text) }),
            "merkleRoot": JSONValue(manifest.merkleRoot),
            "previous": JSONValue(manifest.previous),
            "firstEdition": JSONValue(manifest.firstEdition),
            "mergedWeeks": .array(manifest.mergedWeeks.map { JSONValue($0) }),
            "signedUnits": .array(manifest.signedUnits.map { JSONValue($0) }),
            "zeroReportUnits": .array(manifest.zeroReportUnits.map { JSONValue($0) }),
            "missingUnits": .array(manifest.missingUnits.map { JSONValue($0) }),
        ])
    }
}
