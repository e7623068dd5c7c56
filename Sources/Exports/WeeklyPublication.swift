import FoundationEssentials
package import Ledger
package import Walkthrough

/// From a week that is fixed to its files: rendered once, put in the vault, named in the log; later exports copy those
/// bytes (architecture 11).
package struct WeeklyPublication: Sendable {
    package let ledger: Ledger
    package let caller: Caller

    package init(_ ledger: Ledger, by caller: Caller) {
        self.ledger = ledger
        self.caller = caller
    }

    /// What an export wrote.
    package struct Exported: Codable, Hashable, Sendable {
        package let week: Week
        package let folder: String
        package let files: [String]
        package let edition: String
    }

    // MARK: Publishing

    /// Renders every edition of the week that waits for its files: 定稿, then each 更正. A run that was cut off is finished
    /// by the next.
    package func publish(_ week: Week) async throws {
        while let number = try await state(of: week)?.toPublish { try await publish(week, number) }
    }

    private func publish(_ week: Week, _ number: Int) async throws {
        let folder = TemporaryName.folder("peizou-week")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (outcome, previous) = try await ledger.withSnapshot(
            WeekPrint(week, number: number), by: caller
        ) { snapshot in
            (
                try WeeklyFiles.write(snapshot, into: folder, hashing: .sha256), snapshot.seal.previousManifest
            )
        }
        if let proof = outcome.proof { throw LedgerError.invalid([proof]) }
        var files: [WeekFile] = []
        for name in [WeeklyFiles.workbookName, WeeklyFiles.csvName, ManifestFile.name] {
            let stored = try ledger.vault.putFrozen(path: folder + "/" + name)
            files.append(try WeekFile(name: name, digest: stored.digest, byteCount: stored.byteCount))
        }
        let publish = WeekCommand.Publish(
            number: number, files: files, manifest: outcome.manifestDigest, previous: previous,
            closing: outcome.summary.total.closing)
        _ = try await ledger.perform(ActOnWeek(week, .publish(publish)), by: caller)
    }

    private func state(of week: Week) async throws -> WeekLedger? {
        try await ledger.ask(ShowWeek(week), by: caller).ledger
    }

    // MARK: Exporting

    /// The files of a week that is fixed, which it is first if it is due and the caller may.
    /// - Parameters:
    ///   - week: `nil` is the last one whose 数据截止 has passed.
    ///   - root: the folder in which `YYYY-Www/` lies.
    package func export(_ week: Week?, to root: String) async throws -> Exported {
        let week = try await ledger.lastClosedWeek(week, by: caller)
        if try await state(of: week) == nil { _ = try await ledger.freeze(week, by: caller) }
        for earlier in try await ledger.unpublishedWeeks(through: week, by: caller) { try await publish(earlier) }
        guard let fixed = try await state(of: week), let edition = fixed.latest else {
            throw LedgerError.notPossible("\(week) 还没有定稿，不能导出", allowed: [])
        }
        guard !fixed.isWithheld(edition.number) else {
            throw LedgerError.notPossible("\(week) 的\(Self.title(edition.number))已停发，不能导出；摘要是 \(edition.manifest.text)", allowed: [])
        }
        let folder = "\(root)/\(week)"
        try copy(edition.files, to: folder)
        for earlier in fixed.editions where earlier.number < edition.number && !fixed.isWithheld(earlier.number) {
            try copy(earlier.files, to: "\(folder)/\(Self.title(earlier.number))")
        }
        return Exported(
            week: week, folder: folder, files: edition.files.map(\.name), edition: Self.title(edition.number))
    }

    private static func title(_ number: Int) -> String { number == 0 ? "定稿" : "更正第\(number)号" }

    /// All files or none.
    private func copy(_ files: [WeekFile], to folder: String) throws {
        let output = try OutputFolder(folder)
        for file in files { try ledger.vault.copy(file.digest, to: try output.stage(file.name)) }
        try output.commit()
    }

    /// A print of the week before 定稿: 预览 before 数据截止, 送审稿 after it. Leaves no trace in the log.
    package func preview(_ week: Week?, to root: String) async throws -> Exported {
        let shown = try await ledger.ask(ShowWeek(week), by: caller)
        let week = shown.edition.week
        let edition = shown.hasClosed ? LedgerEdition.review : .preview
        let folder = "\(root)/\(week)-\(edition.title)"
        _ = try await ledger.withSnapshot(WeekPrint(week), by: caller) { snapshot in
            try WeeklyFiles.write(snapshot, into: folder, hashing: .sha256).manifestDigest
        }
        return Exported(
            week: week, folder: folder, files: [WeeklyFiles.workbookName, WeeklyFiles.csvName, ManifestFile.name],
            edition: edition.title)
    }

    // MARK: A unit's packet

    /// The unit's packet in `units/YYYY-Www/U/` (decisions 22).
    package func unitWeek(_ unit: UnitCode, _ week: Week?, to root: String) async throws -> Exported {
        let shown = try await ledger.ask(ShowWeek(week), by: caller)
        let week = shown.edition.week
        let folder = "\(root)/units/\(week)/\(unit)"
        let scratch = TemporaryName.folder("peizou-packet")
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        try FileSystem.makeFolder(scratch)
        let vault = ledger.vault
        let filed = try await ledger.ask(ShowUnitWeek(unit, week), by: caller)
        let number = shown.ledger?.latest?.number
        let partSize = filed.packetBytes
        let information = filed.week?.filling?.information.map {
            UnitPacket.Information(title: $0.title, text: $0.text)
        }
        let outcome = try await ledger.withSnapshot(
            WeekPrint(week, number: number, unit: unit), by: caller
        ) { snapshot in
            var evidence: [UnitPacket.Evidence] = []
            try snapshot.entries.forEach { entry in
                guard RowPlacement(entry, from: snapshot.header.from) == .main else { return }
                for named in entry.now.namedEvidence {
                    evidence.append(try Self.masked(named.mark, named.name, vault, scratch))
                }
            }
            return try UnitPacket.write(
                snapshot, information: information, evidence: evidence, into: folder, partSize: partSize,
                hashing: .sha256)
        }
        return Exported(
            week: week, folder: folder, files: outcome.manifest.files.keys.sorted() + [ManifestFile.name] + outcome.parts,
            edition: shown.ledger == nil ? (shown.hasClosed ? "送审稿" : "预览") : "定稿")
    }

    /// A copy without metadata, beside which the packet's manifest has its digest.
    private static func masked(
        _ mark: EvidenceMark, _ name: String, _ vault: EvidenceVault, _ scratch: String
    ) throws -> UnitPacket.Evidence {
        let bytes = try vault.read(mark.digest)
        guard let masked = MaskedCopy.of(bytes, mediaType: MediaTypes.of(extension: mark.fileExtension)) else {
            throw ExportError(.content, name, "影像已损坏，去不掉里面的拍摄信息", mend: "请重新上传这份佐证")
        }
        let path = scratch + "/" + String(mark.digest.hex)
        let file = try OutputFile(path: path)
        try file.write(masked)
        try file.finish()
        return UnitPacket.Evidence(name: name, source: path, digest: Hashing.sha256.digest(of: masked))
    }

    // MARK: The live ledger

    package enum Format: String, Sendable, CaseIterable { case xlsx, csv, json }

    /// The rows that a filter lets through, as one file.
    /// - Returns: how many rows.
    package func live(
        _ query: ItemQuery, light: Light?, filters: String, as format: Format, to path: String
    ) async throws -> Int {
        let now = ledger.now
        return try await ledger.withRows(of: query, light: light, by: caller) { rows, county, isDemo in
            let draft = path + ".part"
            defer { FileSystem.remove(draft) }
            var count = 0
            switch format {
            case .xlsx:
                count = try LedgerWorkbook.write(
                    rows, title: "\(county)“我陪群众走流程”问题整改台账", filters: filters, at: now, isDemo: isDemo, to: draft,
                    scratch: (path as String).split(separator: "/").dropLast().isEmpty ? "." : Self.folder(of: path))
            case .csv:
                let csv = try LedgerCSV(path: draft, since: nil)
                try rows.forEach { try csv.add($0) }
                try csv.finish()
                count = csv.rows
            case .json:
                let json = try LedgerJSON(path: draft)
                try rows.forEach { try json.add($0) }
                try json.finish()
                count = json.rows
            }
            try FileSystem.rename(draft, to: path)
            return count
        }
    }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    }
}

/// Names in the machine's temporary folder.
enum TemporaryName {
    static func folder(_ prefix: String) -> String {
        let root = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        return "\(root)/\(prefix)-\(UInt64.random(in: 0 ... .max))"
    }
}

/// Media types by extension, of the pictures that are masked.
enum MediaTypes {
    static func of(extension name: String) -> String {
        switch name.lowercased() {
        case "jpg", "jpeg": "image/jpeg"
        case "png": "image/png"
        case "webp": "image/webp"
        default: "application/octet-stream"
        }
    }
}
