package import Ledger
package import Walkthrough

extension WeeklyPublication {
    /// A unit's packet for a week in `root/units/YYYY-Www/U/` (decisions 22), with masked copies of its evidence.
    /// - Parameter week: `nil` is the last whose 数据截止 has passed.
    package func unitWeek(
        _ unit: UnitCode, _ week: Week?, to root: String
    ) async throws(LedgerError) -> Exported {
        let reading = try await content(of: unit, week)
        do {
            return try write(reading, to: "\(root)/units/\(reading.header.week)/\(unit)").exported
        } catch { throw .of(error) }
    }

    /// What goes into a unit's packet, read at one moment.
    package func content(
        of unit: UnitCode, _ week: Week?
    ) async throws(LedgerError) -> UnitWeekContent {
        try await ledger.ask(
            ReadWeek(week, .unit(unit)) { reading in try mapping { try UnitWeekContent(reading) } },
            by: caller)
    }

    /// A packet whose parts have no names any more.
    package struct Packet: Sendable {
        package let exported: Exported
        package let parts: [Part]

        package struct Part: Sendable {
            package let name: String
            package let digest: Digest
            package let file: OpenFile
        }
    }

    /// Makes the packet where nobody else finds it. It may take long, and waits for the disk.
    package func packet(_ reading: UnitWeekContent) throws -> Packet {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        return try mapping {
            let (exported, names) = try write(reading, to: scratch.path)
            return Packet(
                exported: exported,
                parts: try names.map { name in
                    let file = try OpenFile("\(scratch.path)/\(name)")
                    return Packet.Part(name: name, digest: try file.digest(.sha256), file: file)
                })
        }
    }

    private func write(
        _ reading: UnitWeekContent, to folder: String
    ) throws -> (exported: Exported, parts: [String]) {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        var copies: [UnitPacket.Evidence] = []
        var missing: [String] = []
        for named in reading.evidence {
            guard let copy = try masked(named.mark, named.name, in: scratch) else {
                missing.append(named.name)
                continue
            }
            copies.append(copy)
        }
        let packet = try UnitPacket.write(
            reading.snapshot, information: reading.information.map { .init(title: $0.title, text: $0.text) },
            evidence: copies, into: folder, partSize: reading.partSize, hashing: .sha256)
        let names = packet.manifest.files.keys.sorted() + [ManifestFile.name] + packet.parts
        let exported = Exported(
            week: reading.header.week, folder: folder, files: names, edition: reading.header.edition.title,
            withheld: reading.withheld.map { Self.edition($0.number).title }, missing: missing,
            oversized: packet.oversized)
        return (exported, packet.parts)
    }

    /// The copy of a picture shows what it shows, without place and device; other files go as they are. A video of the
    /// mended state is the unit's own.
    /// - Returns: `nil` for a file that is gone, and one whose metadata cannot be taken out.
    private func masked(
        _ mark: EvidenceMark, _ name: String, in scratch: ScratchFolder
    ) throws -> UnitPacket.Evidence? {
        guard try ledger.vault.contains(mark.digest) else { return nil }
        let path = "\(scratch.path)/\(mark.digest.hex)"
        let type = try ledger.vault.mediaType(mark.digest).text
        switch MaskedCopy.handling(of: type) {
        case .withheld where mark.stage == .before || type.hasPrefix("image/"): return nil
        case .asItIs, .withheld:
            let copy = try ledger.vault.withFile(mark.digest) { try FileCopy.make(of: $0, at: path) }
            return UnitPacket.Evidence(name: name, source: path, digest: copy.digest)
        case .copy:
            guard let bytes = MaskedCopy.of(try ledger.vault.read(mark.digest), mediaType: type) else {
                return nil
            }
            let file = try OutputFile(path: path)
            try file.write(bytes)
            try file.finish()
            return UnitPacket.Evidence(name: name, source: path, digest: Hashing.sha256.digest(of: bytes))
        }
    }
}

/// A unit's week in memory: few rows, whose evidence must be known before the packet is written.
package struct UnitWeekContent: Sendable {
    fileprivate let header: LedgerHeader
    fileprivate let information: WorkInformation?
    fileprivate let partSize: Int
    fileprivate let withheld: [WeekEvent.Withheld]
    fileprivate let evidence: [(mark: EvidenceMark, name: String)]
    private let lists: LedgerLists
    private let entries: [LedgerEntry]
    private let suggestions: [SuggestionRow]
    private let verifying: [UnitCount]
    private let unitWeeks: [UnitWeekLine]
    private let corrections: [LedgerCorrection]
    private let seal: LedgerSeal

    fileprivate init(_ reading: WeekReading) throws {
        let snapshot = reading.snapshot
        withheld = reading.withheld
        header = snapshot.header
        information = reading.information
        partSize = reading.partSize
        lists = snapshot.lists
        var entries: [LedgerEntry] = []
        try snapshot.entries.forEach { entries.append($0) }
        self.entries = entries
        var suggestions: [SuggestionRow] = []
        try snapshot.suggestions.forEach { suggestions.append($0) }
        self.suggestions = suggestions
        verifying = snapshot.verifying
        unitWeeks = snapshot.unitWeeks
        corrections = snapshot.corrections
        seal = snapshot.seal
        let from = header.from
        evidence = entries.filter { RowPlacement($0, from: from) == .main }.flatMap { $0.now.namedEvidence }
    }

    fileprivate var snapshot: LedgerSnapshot {
        LedgerSnapshot(
            header: header, lists: lists, entries: LedgerStream(entries),
            suggestions: LedgerStream(suggestions), verifying: verifying, unitWeeks: unitWeeks,
            corrections: corrections, seal: seal)
    }
}
