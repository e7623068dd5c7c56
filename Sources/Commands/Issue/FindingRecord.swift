import Imports
import Ledger
import Walkthrough

extension FindingRow {
    func record(isOpening: Bool, _ library: ChecklistLibrary) throws(Invalid) -> FindingLine {
        var limit: Prose?
        switch deadline {
        case .known(let day)?: limit = .text(day.description)
        case .stated(let words)?: limit = words
        case nil: break
        }
        var external: [ExternalReference] = []
        if let system = opening.externalSystem, let number = opening.externalNumber {
            external.append(try ExternalReference(system: system, number: number))
        }
        let own = try ownOrigin()
        var draft = FindingDraft(
            source: source, description: problem, place: opening.unit, foundOn: found, serviceName: service,
            channels: channels, step: try Prose.optional(stage, "体验环节", limit: Prose.titleLimit),
            checkPoint: try library.known(checkItem).map { CheckPoint($0) },
            cause: cause, measures: measure, suggestion: opening.suggestion,
            departments: departments?.text, statedLimit: limit,
            statedMode: try mode.map { text throws(Invalid) in try RectifyMode(choice: text) },
            originNature: try Prose.optional(originNature, "来源性质", limit: Prose.titleLimit),
            external: external, region: region,
            origin: origin ?? own)
        draft.goal = opening.goal
        draft.remarks = try opening.remarks()
        let claim = isOpening ? claim : nil
        return FindingLine(draft: draft, departments: departments?.names ?? [], way: way, opening: claim)
    }

    /// What tells the row from others of a file that names no page: all that the file says besides its text.
    private func ownOrigin() throws(Invalid) -> Prose {
        let parts: [String?] = [
            opening.number, opening.externalNumber, found?.description, region?.text, opening.unit?.text,
            departments?.text.text, service?.text, channels.map(\.title).joined(separator: "、"),
        ]
        return try Prose("导入文件：" + parts.compactMap { $0 }.joined(separator: "｜"), "出处")
    }

    /// What the older ledger says: a day of completion or 销号 claims that it is mended (decisions 19).
    private var claim: OpeningClaim {
        let closedOn = opening.struckOff ?? completed
        let words = opening.state
        let isClosed = closedOn != nil || words.map { $0.contains("销号") || $0.contains("办结") } ?? false
        return OpeningClaim(
            isClosed: isClosed, closedOn: closedOn, followUp: followUp,
            statedState: words.flatMap { try? Prose($0, "状态", limit: 200) })
    }
}

extension FindingRow.Opening {
    /// The columns that become no part of the row, in the old ledger's words.
    fileprivate func remarks() throws(Invalid) -> Prose? {
        let parts: [(String, String?)] = [
            ("编号", number), ("协同单位", partners?.text.text), ("整改责任人", owner?.text), ("责任领导", leader?.text),
            ("进展", progress?.text), ("公开", isPublic.map { $0 ? "是" : "否" }), ("备注", note?.text),
        ]
        let told = parts.compactMap { label, text in text.map { "\(label) \($0)" } }
        return told.isEmpty ? nil : try Prose(told.joined(separator: "；"), "备注", limit: 20_000)
    }
}
