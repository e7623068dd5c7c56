package import Walkthrough

/// The files of a week's edition: 整改台账.xlsx, 整改台账.csv and manifest.json.
package enum WeeklyFiles {
    package static let workbookName = "整改台账.xlsx"
    package static let csvName = "整改台账.csv"

    package struct Outcome: Sendable {
        package let manifest: LedgerManifest
        /// What the next manifest names as `previous`.
        package let manifestDigest: Digest
        package let summary: LedgerSummary
        /// Why the counts do not add up; `nil` if they do. A 定稿 should be refused then.
        package let proof: Invalid?
    }

    /// Writes the files into `folder`, all or none, the manifest last. The same snapshot gives the same bytes.
    package static func write(_ snapshot: LedgerSnapshot, into folder: String, hashing: Hashing) throws
        -> Outcome
    {
        let output = try OutputFolder(folder)
        let workbook = try output.stage(workbookName)
        let table = try output.stage(csvName)
        let csv = try LedgerCSV(path: table, isDemo: snapshot.header.isDemo)
        let result = try WeeklyWorkbook.write(snapshot, to: workbook, scratch: folder) {
            try csv.add($0)
        }
        try csv.finish()
        let manifest = LedgerManifest(
            of: snapshot, rows: result.rows,
            files: [
                workbookName: try hashing.digest(ofFile: workbook),
                csvName: try hashing.digest(ofFile: table),
            ])
        let bytes = ManifestFile.bytes(manifest)
        let file = try OutputFile(path: try output.stage(ManifestFile.name))
        try file.write(bytes)
        try file.finish()
        try output.commit()
        return Outcome(
            manifest: manifest, manifestDigest: hashing.digest(of: bytes), summary: result.summary,
            proof: result.proof)
    }
}
