package import Ledger
package import Walkthrough

/// The files of an edition, by the names that addresses have.
package enum PublishedName: String, Sendable, CaseIterable {
    case workbook = "ledger.xlsx"
    case table = "ledger.csv"
    case manifest = "manifest.json"

    /// As the manifest names it.
    fileprivate var name: String {
        switch self {
        case .workbook: WeeklyFiles.workbookName
        case .table: WeeklyFiles.csvName
        case .manifest: ManifestFile.name
        }
    }
}

extension WeeklyPublication {
    /// A file of a fixed week, to be opened by `open`.
    /// - Parameter number: 0 is 定稿, n is 更正第n号; `nil` is the last that is handed out.
    /// - Throws: `notPossible` for an edition that is withheld or has no files yet, `unknown` for none.
    package func file(
        _ name: PublishedName, of week: Week, edition number: Int?
    ) async throws(LedgerError) -> WeekFile {
        let stored = try await ledger.ask(ReadWeekLedger(week), by: caller).state
        let found: WeekEvent.Published?
        if let number {
            if let withheld = stored.withheld.last(where: { $0.number == number }) {
                throw Self.withheld(stored, withheld)
            }
            found = stored.editions.first { $0.number == number }
        } else {
            found = stored.editions.last { !stored.isWithheld($0.number) }
            if found == nil, let withheld = stored.withheld.last { throw Self.withheld(stored, withheld) }
        }
        guard let edition = found else {
            guard let next = stored.toPublish, number ?? next == next else {
                throw .unknown("\(week) 没有更正第\(number ?? 0)号；请先查看这一周有哪些版本")
            }
            throw .notPossible(
                "\(week) \(Self.edition(next).title)的文件还没有生成；请重新定稿一次，它只补齐文件，不改内容",
                allowed: [])
        }
        guard let file = edition.files.first(where: { $0.name == name.name }) else {
            throw .unknown("\(week) \(Self.edition(edition.number).title)里没有 \(name.name)；请核对文件名")
        }
        return file
    }

    /// Opens a file of an edition; what was altered is not handed out. It reads the whole file.
    package func open(_ file: WeekFile) throws -> OpenFile {
        guard try ledger.vault.contains(file.digest) else {
            throw LedgerError.unusableStore(
                "定稿文件 \(file.name)（\(file.digest)）不在文件库里；请运行 peizou verify，并从备份恢复")
        }
        let found = try mapping { try ledger.vault.withFile(file.digest) { try OpenFile($0) } }
        guard try found.digest(.sha256) == file.digest else {
            throw LedgerError.unusableStore(
                "定稿文件 \(file.name) 的内容与登记的摘要不符，被改动过；请运行 peizou verify，并从备份恢复")
        }
        return found
    }

    static func withheld(_ ledger: WeekLedger, _ withheld: WeekEvent.Withheld?) -> LedgerError {
        let reason = withheld?.reason.description ?? ""
        let edition = withheld.map { Self.edition($0.number).title } ?? ""
        return .notPossible("\(ledger.week) \(edition)已停发（\(reason)），不再提供文件；摘要仍在日志里", allowed: [])
    }
}
