import FoundationEssentials
public import Ledger
public import Walkthrough

extension Ledger {
    /// The names in a data folder.
    package enum Folder {
        package static func database(_ folder: String) -> String { folder + "/peizou.sqlite" }
        package static func evidence(_ folder: String) -> String { folder + "/evidence" }
    }

    /// Opens the county's ledger in a data folder.
    /// - Throws: `unknown` where there is none, `unusableStore` for a newer version's, `malformed` for another county.
    public static func open(
        folder: String, county: String? = nil, environment: Environment = .live
    ) async throws(LedgerError) -> Ledger {
        guard FileManager.default.fileExists(atPath: Folder.database(folder)) else {
            throw .unknown("文件夹 \(folder) 里没有台账数据。请先运行 peizou init，或用 --data 指定数据文件夹。")
        }
        return try await opened(folder, SQLiteEngine.Options(), environment) { store, counties in
            guard let code = counties.first else {
                throw LedgerError.unknown("文件夹 \(folder) 里的数据还没有建好。请删去该文件夹，重新运行 peizou init。")
            }
            if let county, county != code {
                throw LedgerError.malformed("文件夹 \(folder) 里是 \(code) 的台账，不是 \(county)。请改 --county 或 --data。")
            }
            return code
        }
    }

    /// Makes a data folder with a county's ledger in it.
    /// - Throws: `notPossible` where one is already.
    public static func create(
        folder: String, county: UnitCode, founding: Founding, user: String, environment: Environment = .live
    ) async throws(LedgerError) -> Ledger {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw .unavailable(retryAfter: 0, "数据文件夹 \(folder) 建不起来：请检查路径、权限和磁盘空间") }
        let ledger = try await opened(folder, SQLiteEngine.Options(), environment) { _, counties in
            guard counties.isEmpty else {
                throw LedgerError.notPossible("文件夹 \(folder) 里已有 \(counties[0]) 的台账，不必再建", allowed: [])
            }
            return county.text
        }
        do {
            try await ledger.store.writeAlone { transaction in try founding.run(in: transaction, user: user) }
            return ledger
        } catch { throw error as? LedgerError ?? .internalFault(reference: "init", "\(error)") }
    }

    private static func opened(
        _ folder: String, _ options: SQLiteEngine.Options, _ environment: Environment,
        code: (SQLStore, [String]) throws -> String
    ) async throws(LedgerError) -> Ledger {
        do {
            let engine = try SQLiteEngine(path: Folder.database(folder), options: options)
            let probe = SQLStore(engine: engine, county: "", environment: environment)
            try await probe.migrate()
            let code = try code(probe, try await probe.counties())
            return Ledger(
                store: SQLStore(engine: engine, county: code, environment: environment),
                vault: EvidenceVault(folder: Folder.evidence(folder)), environment: environment)
        } catch let error as EngineError {
            throw error.ledgerError
        } catch let error as LedgerError {
            throw error
        } catch { throw .internalFault(reference: "open", "\(error)") }
    }
}
