import Imports
import Ledger
import Walkthrough

extension UnitRow {
    func record() throws(Invalid) -> UnitRecorded {
        UnitRecorded(
            code: code, name: name, kind: try UnitKind(title: kind), parent: parent, posted: posted,
            departmentType: try Category.optional(departmentType, "部门类型"),
            deskType: try Category.optional(deskType, "窗口类型"), notes: note, basis: basis)
    }
}

extension ServiceRow {
    func record() throws(Invalid) -> ServiceRecorded {
        ServiceRecorded(
            id: Self.noID(), code: try code.map { text throws(Invalid) in try ServiceCode(text) }, name: name,
            owner: unit,
            ownerType: try Category.optional(department, "主管部门"), theme: try Category.optional(theme, "主题领域"),
            highFrequency: isHighFrequency, highFrequencyBasis: highFrequencyBasis,
            isBlocker: isBlocker ?? false,
            channels: Set(channels), level: try Category.optional(levels.joined(separator: "、"), "行使层级"),
            basis: Self.basis(source, sourceNature))
    }

    /// Where it was read, and what kind of place that is.
    private static func basis(_ source: Prose?, _ nature: String?) -> Prose? {
        guard let text = source?.text, let nature else { return source }
        return .text("\(text)（\(nature)）")
    }

    /// The ledger gives the id.
    fileprivate static func noID<T>() -> ID<T> { ID(at: Instant(milliseconds: 0), random: (0, 0)) }
}

extension OneThingRow {
    func record() throws(Invalid) -> OneThingRecorded {
        var partners: [Prose] = []
        for name in self.partners?.names ?? [] {
            partners.append(try Prose(name, "配合部门", limit: Prose.titleLimit))
        }
        var parts: [OneThingPart] = []
        for name in items?.names ?? [] {
            parts.append(OneThingPart(name: try Prose(name, "联办事项", limit: Prose.titleLimit)))
        }
        return OneThingRecorded(
            id: ServiceRow.noID(), name: name, batch: try Category.optional(batch, "年度批次"),
            lead: try Prose.optional(lead, "牵头部门", limit: Prose.titleLimit), partners: partners, parts: parts,
            region: try Prose.optional(region, "适用地区", limit: Prose.titleLimit),
            verification: try Category.optional(verification, "核实状态"), basis: source)
    }
}

extension PersonRow {
    func record() throws(Invalid) -> PersonDraft {
        let appointment = try ExperiencerAppointed.parse(
            number: experiencerNumber, recruitment: recruitment, recommendedBy: recommendedBy?.text,
            ageBand: ageBand,
            trade: trade, mandate: mandate, from: termFrom?.description, to: termThrough?.description)
        return PersonDraft(
            staffNumber: try StaffNumber(number), name: name, phone: phone,
            posts: [unit, posted].compactMap { $0 }.map { Post($0) }, jobTitle: duty, appointment: appointment
        )
    }
}

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

extension CheckPoint {
    init(_ item: CheckItem) { self.init(item.id.text, isClue: item.clue) }
}
