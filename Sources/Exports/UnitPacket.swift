package import Walkthrough

/// What a unit hands in for its week (decisions 22): its ledger, its evidence, a piece of information, a manifest;
/// and the same again as zip files below a size, as mail and upload forms want it.
package enum UnitPacket {
    /// A copy of one file of evidence, masked where that was due.
    package struct Evidence: Hashable, Sendable {
        /// As in `LedgerRow.namedEvidence`.
        package let name: String
        package let source: String
        /// The digest of the bytes at `source`.
        package let digest: Digest

        package init(name: String, source: String, digest: Digest) {
            self.name = name
            self.source = source
            self.digest = digest
        }
    }

    /// 工作信息.
    package struct Information: Hashable, Sendable {
        package let title: Prose
        package let text: Prose

        package init(title: Prose, text: Prose) {
            self.title = title
            self.text = text
        }
    }

    package struct Outcome: Sendable {
        package let manifest: LedgerManifest
        package let manifestDigest: Digest
        package let proof: Invalid?
        /// The zip files' names.
        package let parts: [String]
        /// Files which alone are over the size, each in a part of its own.
        package let oversized: [String]
    }

    package static let evidenceFolder = "影像资料"
    package static let informationName = "工作信息.txt"

    /// Writes the packet into `folder`, all or none.
    /// - Parameters:
    ///   - partSize: the most bytes of a zip file, 20 MB unless told.
    /// - Throws: `ExportError`, also for evidence whose bytes are not those of its digest; what the row source throws.
    package static func write(
        _ snapshot: LedgerSnapshot, information: Information?, evidence: [Evidence], into folder: String,
        partSize: Int = 20_000_000, hashing: Hashing
    ) throws -> Outcome {
        let output = try OutputFolder(folder)
        var contents: [(name: String, path: String)] = []
        var files: [String: Digest] = [:]

        let workbook = try output.stage(WeeklyFiles.workbookName)
        let result = try WeeklyWorkbook.write(snapshot, to: workbook, scratch: folder)
        contents.append((WeeklyFiles.workbookName, workbook))
        files[WeeklyFiles.workbookName] = try hashing.digest(ofFile: workbook)

        if let information {
            let path = try output.stage(informationName)
            try write(
                "\u{FEFF}\(information.title)\r\n\r\n\(crlf(PersonalData.masked(information.text.description)))\r\n",
                to: path)
            contents.append((informationName, path))
            files[informationName] = try hashing.digest(ofFile: path)
        }
        for copy in evidence {
            let name = "\(evidenceFolder)/\(copy.name)"
            let path = try output.stage(name)
            guard try duplicate(copy.source, to: path, hashing) == copy.digest else {
                throw ExportError(.content, copy.name, "影像内容与登记的摘要不符", mend: "请运行 peizou verify")
            }
            contents.append((name, path))
            files[name] = copy.digest
        }
        let manifest = LedgerManifest(of: snapshot, rows: result.rows, files: files)
        let bytes = ManifestFile.bytes(manifest)
        let manifestPath = try output.stage(ManifestFile.name)
        let manifestFile = try OutputFile(path: manifestPath)
        try manifestFile.write(bytes)
        try manifestFile.finish()
        contents.append((ManifestFile.name, manifestPath))

        let (parts, oversized) = try zip(contents, snapshot.header, partSize, output)
        try output.commit()
        return Outcome(
            manifest: manifest, manifestDigest: hashing.digest(of: bytes), proof: result.proof, parts: parts,
            oversized: oversized)
    }

    private static func zip(
        _ contents: [(name: String, path: String)], _ header: LedgerHeader, _ partSize: Int,
        _ output: OutputFolder
    ) throws -> (parts: [String], oversized: [String]) {
        var groups: [[(name: String, path: String)]] = [[]]
        var oversized: [String] = []
        // Photos hardly shrink: what goes in is counted in full, with room for each name twice and its records.
        var room = partSize - 1024
        for file in contents {
            let cost = try FileSystem.size(file.path) + 2 * file.name.utf8.count + 256
            if cost > partSize - 1024 { oversized.append(file.name) }
            if cost > room, groups[groups.count - 1].isEmpty == false {
                groups.append([])
                room = partSize - 1024
            }
            groups[groups.count - 1].append(file)
            room -= cost
        }
        var parts: [String] = []
        for (index, group) in groups.enumerated() {
            let owner = header.unit?.text ?? header.county
            let name = "\(owner)-\(header.week)-报送包\(groups.count > 1 ? "-第\(index + 1)部分" : "").zip"
            let writer = try ArchiveWriter(path: try output.stage(name), format: .zip, modified: nil)
            for file in group { try writer.add(file.name, file: file.path) }
            try writer.finish()
            parts.append(name)
        }
        return (parts, oversized)
    }

    private static func duplicate(_ source: String, to path: String, _ hashing: Hashing) throws -> Digest {
        let file = try OutputFile(path: path)
        var hash = hashing.make()
        try FileSystem.read(source) { block in
            hash.update(block)
            try file.write(block)
        }
        try file.finish()
        return Digest(sha256: hash.finish())
    }

    private static func write(_ text: String, to path: String) throws(ExportError) {
        let file = try OutputFile(path: path)
        try file.write(text)
        try file.finish()
    }

    private static func crlf(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
}
