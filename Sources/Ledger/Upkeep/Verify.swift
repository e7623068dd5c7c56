import FoundationEssentials
public import Walkthrough

extension Ledger {
    /// Checks that log, texts, projections, search, evidence, frozen files and manifests agree with each other, and with
    /// ledgers that an outsider kept (architecture 5, decisions 24).
    /// - Parameter outside: names and bytes of files that the store may have published.
    public func verify(
        against outside: [(name: String, bytes: [UInt8])] = [],
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(LedgerError) -> VerifyReport {
        do {
            var report = try await store.verify(progress)
            let files = try await namedFiles()
            for (digest, stream) in files.evidence {
                let isFrozen = stream.kind == .week || stream.kind == .unitWeek
                report.count(evidence: isFrozen ? 0 : 1, frozen: isFrozen ? 1 : 0)
                if files.erased.contains(digest) {
                    report.noteErased("\(stream) 的佐证 \(digest.text)")
                    if try vault.contains(digest) {
                        report.fail(.evidence, "\(stream) 的文件 \(digest.text) 已依法删除，却还在佐证库里；请手工删去")
                    }
                } else if try !vault.contains(digest) {
                    report.fail(isFrozen ? .frozen : .evidence, "\(stream) 的文件 \(digest.text) 不见了")
                } else if try !vault.check(digest) {
                    report.fail(isFrozen ? .frozen : .evidence, "\(stream) 的文件 \(digest.text) 被改动过")
                }
            }
            checkManifests(files.weeks, &report)
            for file in outside { check(file, files.weeks, &report) }
            return report
        } catch { throw Self.fault(error, environment) }
    }

    private struct NamedFiles: Sendable {
        var evidence: [(Walkthrough.Digest, StreamID)] = []
        var erased: Set<Walkthrough.Digest> = []
        var weeks: [WeekLedger] = []
    }

    private func namedFiles() async throws -> NamedFiles {
        try await store.read { transaction in
            var files = NamedFiles()
            try transaction.eachEvidence { files.evidence.append(($0, $1)) }
            files.erased = try transaction.erasedEvidence()
            try transaction.states(WeekLedger.self) { _, week in files.weeks.append(week.state) }
            files.weeks.sort { $0.week < $1.week }
            return files
        }
    }

    /// A 定稿 names a manifest of the week before, the last one at its time: a 更正 may have come later. A 更正 names the
    /// edition before.
    private func checkManifests(_ weeks: [WeekLedger], _ report: inout VerifyReport) {
        var before: Set<Walkthrough.Digest> = []
        for week in weeks {
            var known = before
            for edition in week.editions {
                if edition.previous.map({ !known.contains($0) }) ?? !known.isEmpty {
                    report.fail(.manifest, "\(week.week) 第 \(edition.number) 号文件的清单与上期接不上")
                }
                known = [edition.manifest]
                if !edition.files.contains(where: { $0.digest == edition.manifest }) {
                    report.fail(.manifest, "\(week.week) 第 \(edition.number) 号文件里没有它的清单")
                }
            }
            if !week.editions.isEmpty { before = Set(week.editions.map(\.manifest)) }
        }
    }

    /// A kept file is one of those published; a manifest of a week that the store does not know shows a store that was set
    /// back.
    private func check(
        _ file: (name: String, bytes: [UInt8]), _ weeks: [WeekLedger], _ report: inout VerifyReport
    ) {
        let digest = Walkthrough.Digest(sha256: Chain.sha256(file.bytes))
        let published = weeks.flatMap(\.editions).flatMap(\.files)
        if published.contains(where: { $0.digest == digest }) { return }
        if let manifest = try? JSONDecoder().decode(KeptManifest.self, from: Data(file.bytes)) {
            if let unit = manifest.unit {
                return report.fail(
                    .manifest, "\(file.name) 是单位 \(unit) 报送包的清单，库里不留底，不能比对；请用县里周台账的 manifest.json")
            }
            guard manifest.county == county else {
                return report.fail(.manifest, "\(file.name) 是 \(manifest.county) 的清单，不是 \(county) 的")
            }
            if let last = weeks.last?.week.description, manifest.week > last {
                return report.fail(
                    .manifest, "库里最后一次定稿是 \(last)，落后于 \(file.name) 的 \(manifest.week)：库被恢复或退回过")
            }
            return report.fail(.manifest, "\(file.name)（\(manifest.week)）与库里定稿的清单不同：两者之一被改动过")
        }
        report.fail(.manifest, "\(file.name) 不是本库发布过的文件，或被改动过")
    }

    private struct KeptManifest: Decodable {
        let county: String
        let week: String
        let unit: String?
    }

    /// Makes the projections again from log and text records.
    public func rebuild(_ progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws(LedgerError) {
        do {
            try await store.rebuild(progress)
        } catch { throw Self.fault(error, environment) }
    }

    /// Moves files that nothing names and that are older than 30 days out of the vault, forgets old access entries,
    /// tries and request keys, and seals the log (architecture 5, 12).
    public func sweep(by caller: Caller) async throws(LedgerError) -> (
        moved: [Walkthrough.Digest], seal: SealLog.Receipt
    ) {
        do {
            // First, since it asks who calls.
            let seal = try await perform(SealLog(), by: caller)
            let storage = vault.storage
            let limit = environment.now().adding(milliseconds: -30 * 86_400_000)
            let old = try storage.old(before: limit)
            // While nobody else writes, nobody can name a file that is about to be moved.
            let unnamed = try await store.writeAlone { transaction in
                let days = try transaction.settings().accessLogDays
                try transaction.forgetAccess(
                    before: transaction.at.adding(milliseconds: -Int64(days) * 86_400_000))
                try transaction.forgetTries(before: transaction.at.adding(milliseconds: -7 * Throttle.day))
                try transaction.forgetRequests(before: limit)
                try transaction.forgetSessions(before: transaction.at.adding(milliseconds: -7 * Throttle.day))
                let unnamed = try old.filter { try !transaction.evidenceIsNamed($0) }
                for digest in unnamed {
                    try storage.putAside(digest, before: limit)
                    if try !storage.contains(digest) { try transaction.forgetUploads(of: digest) }
                }
                return unnamed
            }
            return (unnamed, seal)
        } catch { throw Self.fault(error, environment) }
    }

    /// One step of an erasure by law; the last takes an evidence file out of the vault, too.
    public func erase(_ command: ErasureCommand, by caller: Caller) async throws(LedgerError) -> Erase.Receipt
    {
        let receipt = try await perform(Erase(command), by: caller)
        if let digest = receipt.evidence {
            do throws(LedgerError) { try vault.erase(digest) } catch {
                throw .unusableStore(
                    "删除已经记入日志，但文件 \(digest.text) 没有删掉（\(error.message)）；请手工从佐证库删去，verify 会提醒")
            }
        }
        if case .confirm = command {
            do { try await store.forgetDeleted() } catch {
                throw .unusableStore(
                    "删除已经办好，但数据库没有整理成（\(Self.fault(error, environment).message)）；请管理员对数据库做一次 VACUUM")
            }
        }
        return receipt
    }
}

extension ReadTransaction {
    /// Files that were taken out by law.
    package func erasedEvidence() throws -> Set<Walkthrough.Digest> {
        var digests: Set<Walkthrough.Digest> = []
        for erasure in try state(StoreLog.self, StoreLog.id)?.state.erased ?? [] {
            if case .evidence(let digest) = erasure.proposal.target { digests.insert(digest) }
        }
        return digests
    }

    /// The files that must be in the vault: those that a stream names and nobody took out by law.
    package func presentEvidence() throws -> [Walkthrough.Digest] {
        let erased = try erasedEvidence()
        var digests: [Walkthrough.Digest] = []
        try eachEvidence { digest, _ in
            if !erased.contains(digest) { digests.append(digest) }
        }
        return digests
    }
}
