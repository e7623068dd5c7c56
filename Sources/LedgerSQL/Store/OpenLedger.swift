import FoundationEssentials
public import Ledger
public import Walkthrough

extension Ledger {
    /// The names in a data folder.
    package enum Folder {
        package static func database(_ folder: String) -> String { folder + "/peizou.sqlite" }
        package static func evidence(_ folder: String) -> String { folder + "/evidence" }
    }

    // MARK: A folder, with one county

    /// Opens the county's ledger in a data folder.
    /// - Parameter filling: is told how many records of an older program's store have been taken into new tables.
    /// - Throws: `unknown` where there is none, `unusableStore` for a newer version's, `malformed` for another county.
    public static func open(
        folder: String, county: String? = nil, environment: Environment = .live,
        filling: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(LedgerError) -> Ledger {
        guard FileManager.default.fileExists(atPath: Folder.database(folder)) else {
            throw .unknown("文件夹 \(folder) 里没有台账数据。请先运行 peizou init，或用 --data 指定数据文件夹。")
        }
        return try await opened(try engine(folder), environment, filling) { counties throws(LedgerError) in
            guard let code = counties.first else {
                throw .unknown("文件夹 \(folder) 里的数据还没有建好。请删去该文件夹，重新运行 peizou init。")
            }
            if let county, county != code {
                throw .malformed("文件夹 \(folder) 里是 \(code) 的台账，不是 \(county)。请改 --county 或 --data。")
            }
            return (code, EvidenceVault(EvidenceFolder(Folder.evidence(folder))))
        }
    }

    /// Makes a data folder with a county's ledger in it.
    /// - Throws: `notPossible` where one is already.
    public static func create(
        folder: String, county: UnitCode, founding: Founding, user: String, environment: Environment = .live
    ) async throws(LedgerError) -> Ledger {
        let ledger = try await empty(folder: folder, county: county.text, environment: environment)
        try await ledger.orClosed { () async throws(LedgerError) in
            try await ledger.found(founding, user: user)
        }
        return ledger
    }

    /// Makes a data folder that has the tables and no county yet.
    package static func empty(
        folder: String, county: String, environment: Environment
    ) async throws(LedgerError) -> Ledger {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw .unavailable(retryAfter: 0, "数据文件夹 \(folder) 建不起来：请检查路径、权限和磁盘空间") }
        return try await opened(try engine(folder), environment) { counties throws(LedgerError) in
            guard counties.isEmpty else {
                throw .notPossible("文件夹 \(folder) 里已有 \(counties[0]) 的台账，不必再建", allowed: [])
            }
            return (county, EvidenceVault(EvidenceFolder(Folder.evidence(folder))))
        }
    }

    private static func engine(_ folder: String) throws(LedgerError) -> SQLiteEngine {
        do {
            return try SQLiteEngine(path: Folder.database(folder))
        } catch let error as EngineError { throw error.ledgerError } catch {
            throw .internalFault(reference: "open", "\(error)")
        }
    }

    // MARK: A database, with many

    /// Opens a county's ledger in a database.
    /// - Parameters:
    ///   - county: may be left out where there is only one.
    ///   - evidence: the folder that all nodes share; each county has a folder of its own in it, made with its ledger.
    package static func open(
        _ engine: any Engine, at place: String, county: String?, evidence: String?, environment: Environment,
        filling: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(LedgerError) -> Ledger {
        let ledger = try await opened(engine, environment, filling) { counties throws(LedgerError) in
            let known = counties.joined(separator: "、")
            if let county, !counties.contains(county) {
                throw .unknown(
                    "数据库 \(place) 里没有 \(county) 的台账。已有：\(known.isEmpty ? "无" : known)。请改 --county，或先运行 peizou init。"
                )
            }
            guard let code = county ?? counties.first else {
                throw .unknown("数据库 \(place) 里还没有台账。请先运行 peizou init --county，或用 migrate 迁入。")
            }
            guard county != nil || counties.count == 1 else {
                throw .malformed("数据库 \(place) 里有 \(known) 的台账。请用 --county 指定一个。")
            }
            return (code, EvidenceVault(NoEvidence()))
        }
        guard let evidence else { return ledger }
        return try await ledger.orClosed { () async throws(LedgerError) in
            ledger.with(EvidenceFolder("\(evidence)/\(ledger.county)", owner: try await ledger.mark()))
        }
    }

    /// Makes a county's ledger in a database, and its folder of evidence.
    /// - Throws: `notPossible` where it is already.
    package static func create(
        _ engine: any Engine, at place: String, county: UnitCode, evidence: String, founding: Founding,
        user: String, environment: Environment
    ) async throws(LedgerError) -> Ledger {
        let ledger = try await empty(engine, at: place, county: county.text, environment: environment)
        try await ledger.orClosed { () async throws(LedgerError) in
            // Its mark is known once it is founded; what stands in the way is asked before.
            try EvidenceFolder("\(evidence)/\(county.text)").requireFree()
            try await ledger.found(founding, user: user)
        }
        return try await ledger.claiming(evidence, of: ledger)
    }

    /// A database that has the tables and not yet this county.
    package static func empty(
        _ engine: any Engine, at place: String, county: String, environment: Environment
    ) async throws(LedgerError) -> Ledger {
        // It becomes the name of a folder.
        do throws(Invalid) { _ = try UnitCode(county) } catch { throw .invalid([error]) }
        return try await opened(engine, environment) { counties throws(LedgerError) in
            guard !counties.contains(county) else {
                throw .notPossible("数据库 \(place) 里已有 \(county) 的台账，没有动它", allowed: [])
            }
            return (county, EvidenceVault(NoEvidence()))
        }
    }

    /// This ledger with its own folder below the shared one; it is closed where that cannot be.
    /// - Parameter source: whose mark the folder gets: its own, or that of the ledger which it is made from.
    package func claiming(_ evidence: String, of source: Ledger) async throws(LedgerError) -> Ledger {
        try await orClosed { () async throws(LedgerError) in
            let folder = EvidenceFolder("\(evidence)/\(county)", owner: try await source.mark())
            try folder.claim()
            return with(folder)
        }
    }

    /// Does what is left to do before a ledger is handed out: where it fails, nobody else could close it.
    private func orClosed<R>(_ body: () async throws(LedgerError) -> R) async throws(LedgerError) -> R {
        do throws(LedgerError) { return try await body() } catch {
            try? await close()
            throw error
        }
    }

    private func with(_ storage: any EvidenceStorage) -> Ledger {
        Ledger(store: store, vault: EvidenceVault(storage), environment: environment)
    }

    /// What tells this ledger from every other, wherever it lies: the hash of its first event.
    package func mark() async throws(LedgerError) -> String {
        do {
            return try await store.read { transaction in
                var mark = ""
                try transaction.events(of: StreamID(.store, StoreLog.id), until: nil) { event, _ in
                    if event.version == 1 { mark = Digest(sha256: event.hash).text }
                }
                return mark
            }
        } catch { throw error as? LedgerError ?? .internalFault(reference: "open", "\(error)") }
    }

    // MARK: Both

    private static func opened(
        _ engine: any Engine, _ environment: Environment,
        _ filling: @escaping @Sendable (Int) -> Void = { _ in },
        choose: ([String]) throws(LedgerError) -> (String, EvidenceVault)
    ) async throws(LedgerError) -> Ledger {
        do {
            let probe = SQLStore(engine: engine, county: "", environment: environment)
            try await probe.migrate()
            let (county, vault) = try choose(try await probe.counties())
            let store = SQLStore(engine: engine, county: county, environment: environment)
            try await store.refill(filling)
            return Ledger(store: store, vault: vault, environment: environment)
        } catch {
            try? await engine.close()
            switch error {
            case let error as EngineError: throw error.ledgerError
            case let error as LedgerError: throw error
            default: throw .internalFault(reference: "open", "\(error)")
            }
        }
    }

    private func found(_ founding: Founding, user: String) async throws(LedgerError) {
        do {
            let county = county
            try await store.writeAlone { transaction in
                // Somebody else may have been faster.
                guard try transaction.head(StreamID(.store, StoreLog.id)) == nil else {
                    throw LedgerError.notPossible("已有 \(county) 的台账，不必再建", allowed: [])
                }
                try founding.run(in: transaction, user: user)
            }
        } catch { throw error as? LedgerError ?? .internalFault(reference: "init", "\(error)") }
    }
}

/// Where nobody said what folder the nodes share.
private struct NoEvidence: EvidenceStorage {
    private static let missing = LedgerError.malformed(
        "没有指定佐证文件夹：请设 PEIZOU_EVIDENCE 为各节点共用的文件夹（如 NFS 上的 /srv/peizou/evidence）")

    func begin() throws(LedgerError) -> any EvidenceDraft { throw Self.missing }
    func contains(_ digest: Digest) throws(LedgerError) -> Bool { throw Self.missing }
    func open(_ digest: Digest) throws(LedgerError) -> any EvidenceFile { throw Self.missing }
    func withFile<R>(_ digest: Digest, _ body: (String) throws -> R) throws -> R { throw Self.missing }
    func remove(_ digest: Digest) throws(LedgerError) { throw Self.missing }
    func old(before limit: Instant) throws(LedgerError) -> [Digest] { throw Self.missing }
    func putAside(_ digest: Digest, before limit: Instant) throws(LedgerError) { throw Self.missing }
}
