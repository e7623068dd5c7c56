package import Ledger
package import Walkthrough

/// From a week that is due to its files: fixes it, renders what is missing outside of any write, puts the bytes into the
/// vault, and names them in the log. A crash anywhere between is finished by the next run (architecture 11).
package struct WeeklyPublication: Sendable {
    let ledger: Ledger
    let caller: Caller

    package init(_ ledger: Ledger, by caller: Caller) {
        self.ledger = ledger
        self.caller = caller
    }

    /// What an export wrote.
    package struct Exported: Codable, Hashable, Sendable {
        package let week: Week
        package let folder: String
        /// Below the folder.
        package let files: [String]
        /// The last edition among them.
        package let edition: String
        /// Weeks that this run fixed, oldest first.
        package var frozen: [FreezeWeek.Receipt] = []
        /// Editions that are not handed out.
        package var withheld: [String] = []
        /// Evidence that is not in a packet: erased by law, lost, or a broken picture.
        package var missing: [String] = []
        /// Files which alone are over the size of a packet's part.
        package var oversized: [String] = []
    }

    /// Hands out a week's editions: 定稿 in `root/YYYY-Www/`, each 更正 in a folder of its own below; the vault's bytes,
    /// the same every time. Fixes the week first, and those before it, if they are due and the caller may.
    /// - Parameter week: `nil` is the last whose 数据截止 has passed.
    package func export(_ week: Week?, to root: String) async throws(LedgerError) -> Exported {
        // Who may not fix a week may still have the files of one that is fixed.
        let work = try await ledger.ask(WeekWork(week), by: caller)
        let frozen = work.toFreeze.isEmpty ? [] : try await fix(work.week).frozen
        let week = work.week
        try await publish(week)
        let stored = try await ledger.ask(ReadWeekLedger(week), by: caller).state
        let shown = stored.editions.filter { !stored.isWithheld($0.number) }
        guard let last = shown.last else {
            throw Self.withheld(stored, stored.withheld.last)
        }
        let folder = "\(root)/\(week)"
        do {
            return Exported(
                week: week, folder: folder, files: try copy(shown, to: folder),
                edition: Self.edition(last.number).title, frozen: frozen,
                withheld: stored.withheld.map { Self.edition($0.number).title })
        } catch { throw .of(error) }
    }

    /// Fixes the week, and those before it, if they are not; then makes the files that are missing.
    /// - Parameter key: under which a repeat gives the first receipts.
    package func fix(
        _ week: Week?, key: RequestKey? = nil
    ) async throws(LedgerError) -> (week: Week, frozen: [FreezeWeek.Receipt]) {
        let (week, receipts) = try await ledger.freeze(week, by: caller, key: key)
        try await publish(week)
        return (week, receipts.filter { !$0.isOld })
    }

    /// Makes the files of every fixed edition up to the week that has none yet.
    package func publish(_ week: Week) async throws(LedgerError) {
        var done: WeekEditionKey?
        while let next = try await ledger.ask(WeekWork(week), by: caller).toPublish {
            guard next != done else {
                throw .internalFault(reference: "publish", "\(next.week) 的文件没有登记成功")
            }
            try await render(next)
            done = next
        }
    }

    package struct Draft: Sendable {
        package let week: Week
        package let edition: LedgerEdition
        package let folder: String
        package let outcome: WeeklyFiles.Outcome
    }

    /// Writes 预览 or 送审稿 into a folder of that name in `root/YYYY-Www`; nothing is recorded.
    /// - Parameter week: `nil` is the last week that is due and not fixed, else the one that is open.
    package func draft(_ week: Week?, to root: String) async throws(LedgerError) -> Draft {
        try await ledger.ask(
            ReadWeek(week, .draft) { reading in
                try mapping {
                    let header = reading.snapshot.header
                    let folder = "\(root)/\(header.week)/\(header.edition.title)"
                    let outcome = try WeeklyFiles.write(reading.snapshot, into: folder, hashing: .sha256)
                    return Draft(
                        week: header.week, edition: header.edition, folder: folder, outcome: outcome)
                }
            }, by: caller)
    }

    private func render(_ key: WeekEditionKey) async throws(LedgerError) {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        let outcome = try await ledger.ask(
            ReadWeek(key.week, .edition(key.number)) { reading in
                try mapping {
                    try WeeklyFiles.write(reading.snapshot, into: scratch.path, hashing: .sha256)
                }
            }, by: caller)
        if let proof = outcome.proof { throw .invalid([proof]) }
        var files: [WeekFile] = []
        do {
            for name in outcome.manifest.files.keys.sorted() + [ManifestFile.name] {
                let stored = try ledger.vault.putFrozen(path: "\(scratch.path)/\(name)")
                files.append(try WeekFile(name: name, digest: stored.digest, byteCount: stored.byteCount))
            }
        } catch { throw .of(error) }
        _ = try await ledger.perform(
            PublishWeek(
                key.week,
                .init(
                    number: key.number, files: files, manifest: outcome.manifestDigest,
                    previous: outcome.manifest.previous, closing: outcome.summary.total.closing)),
            by: caller)
    }

    private func copy(_ editions: [WeekEvent.Published], to folder: String) throws -> [String] {
        let output = try OutputFolder(folder)
        var files: [String] = []
        for edition in editions {
            let prefix = edition.number == 0 ? "" : Self.edition(edition.number).title + "/"
            // The manifest comes last, so that whoever sees it sees what it names.
            let ordered = edition.files.sorted {
                ($0.digest == edition.manifest ? 1 : 0, $0.name) < (
                    $1.digest == edition.manifest ? 1 : 0, $1.name
                )
            }
            for file in ordered {
                guard try ledger.vault.contains(file.digest) else {
                    throw LedgerError.unusableStore(
                        "定稿文件 \(file.name)（\(file.digest)）不在文件库里；请运行 peizou verify，并从备份恢复")
                }
                let stage = try output.stage(prefix + file.name)
                let copied = try ledger.vault.withFile(file.digest) {
                    try FileCopy.make(of: $0, at: stage)
                }
                guard copied.digest == file.digest else {
                    throw LedgerError.unusableStore(
                        "定稿文件 \(file.name) 的内容与登记的摘要不符，被改动过；请运行 peizou verify，并从备份恢复")
                }
                files.append(prefix + file.name)
            }
        }
        try output.commit()
        return files
    }

    /// Carries out a step of a correction, or withholds; what is confirmed gets its files at once.
    package func act(
        _ command: ActOnWeek, key: RequestKey? = nil
    ) async throws(LedgerError) -> ActOnWeek.Receipt {
        let receipt = try await ledger.perform(command, by: caller, key: key)
        if receipt.serial != nil { try await publish(command.week) }
        return receipt
    }

    static func edition(_ number: Int) -> LedgerEdition { LedgerEdition(number: number) }
}

/// A copy of a file, with the digest of what was copied.
enum FileCopy {
    static func make(of source: String, at path: String) throws -> (digest: Digest, byteCount: Int) {
        let file = try OutputFile(path: path)
        var hash = Hashing.sha256.make()
        try FileSystem.read(source) { block in
            hash.update(block)
            try file.write(block)
        }
        try file.finish()
        return (Digest(sha256: hash.finish()), file.byteCount)
    }
}
