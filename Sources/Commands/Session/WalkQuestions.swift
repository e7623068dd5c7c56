import Ledger
import Walkthrough

extension WalkDialogue {
    /// Goes on where the walk stands, to its submission.
    mutating func run() async throws -> End {
        let begun = try await shown()
        number = begun.session.number
        try await checkItems(begun)
        try await moreItems(begun.items)
        try await otherFaults()
        try await grouping()
        try await suggestions()
        try await traces()
        try await ending()
        return try await submission()
    }

    // MARK: Check items

    private func checkItems(_ begun: ShowSession.Answer) async throws {
        let walk = begun.session
        let items = walk.offered.compactMap { code in begun.items.first { $0.id.text == code } }
        let open = items.filter { walk.answer($0.id.text) == nil }
        if open.count < items.count { say("已答 \(items.count - open.count) 项，还有 \(open.count) 项。") }
        for (index, item) in open.enumerated() {
            say("\n［\(index + 1)/\(open.count)］\(item.id) \(item.text)")
            try await ask(item, walk.kind)
        }
    }

    private func ask(_ item: CheckItem, _ kind: SessionKind) async throws {
        say("  有问题是指：\(item.fail)")
        let values = Answer.Value.allCases
        let list = values.enumerated().map { "\($0 + 1) \($1.title)" }.joined(separator: "  ")
        guard let value = try choice("  \(list)（回车跳过）", values) else { return }
        let code = item.id.text
        try await accepted {
            switch value {
            case .pass: try await edit(.answer(Answer(code, .pass)))
            case .fail: try await fault(item)
            case .improvable:
                let note = try needed("  怎样做会更好？")
                try await edit(.answer(Answer(code, .improvable, note: Prose(note, "怎样优化"))))
            case .notApplicable:
                let note = try needed("  为什么不适用？")
                try await edit(.answer(Answer(code, .notApplicable, note: Prose(note, "理由"))))
            case .notSeen:
                let needsReason = kind.asksWholeTheme && kind.leadingDimensions.contains(item.dimension)
                let note = needsReason ? try needed("  为什么没有查看？") : ""
                try await edit(.answer(Answer(code, .notSeen, note: Prose.optional(note, "原因"))))
            }
        }
    }

    private func fault(_ item: CheckItem) async throws {
        if item.clue { say("  这一项属于违纪线索：会密封起来，只给您和两名受理人看，不进台账。") }
        let note = try Prose(needed("  看到了什么？"), "现场情况")
        say("  最好留下：\(item.evidence)")
        let (files, reason) = try await evidence()
        try await edit(.answer(Answer(item.id.text, .fail, note: note, noEvidenceReason: reason)))
        for file in files { try await edit(.attach(file, answer: item.id.text)) }
    }

    /// Files, or why there are none.
    private func evidence() async throws -> (files: [EvidenceRef], reason: Prose?) {
        try await accepted {
            let path = try line("  照片、截图的文件（没有就回车）：")
            guard path.isEmpty else {
                return (try await ledger.upload([path], by: caller, stage: .before), nil)
            }
            return ([], try Prose(needed("  为什么没有？"), "没有佐证的原因"))
        }
    }

    private func moreItems(_ items: [CheckItem]) async throws {
        while true {
            let text = try line("\n还想看别的检查项吗？写编号，如 HALL-02（回车继续）：")
            if text.isEmpty { return }
            guard let item = items.first(where: { $0.id.text == text.uppercased() }) else {
                say("  没有这个编号。用 peizou checklist list 可以查到。")
                continue
            }
            say("\(item.id) \(item.text)")
            try await ask(item, try await shown().session.kind)
        }
    }

    // MARK: Findings and suggestions

    private func otherFaults() async throws {
        while true {
            let text = try line("\n还发现别的问题吗？写下来（没有就回车）：")
            if text.isEmpty { return }
            try await accepted {
                let (files, reason) = try await evidence()
                let key = try await shown().session.nextFindingKey
                try await edit(
                    .group(Finding(key: key, codes: [], text: Prose(text, "问题"), noEvidenceReason: reason)))
                for file in files { try await edit(.attach(file, finding: key)) }
            }
        }
    }

    /// Proposes one row for all faults of a unit and item; the walker may want one each.
    private func grouping() async throws {
        let walk = try await shown().session
        if walk.proposedGrouping().contains(where: { $0.codes.count > 1 }) {
            say("\n同一单位、同一事项的问题默认合成一条：")
            for group in walk.completedFindings() {
                say("  \(group.key)：\(group.codes.joined(separator: "、"))")
            }
            if try line("回车就这样登记，写 s 则一项一条：").lowercased() == "s" {
                for code in walk.proposedGrouping().flatMap(\.codes) {
                    let key = try await shown().session.nextGroupKey
                    let answer = walk.answer(code)?.answer
                    try await edit(
                        .group(Finding(key: key, codes: [code], unit: answer?.unit, item: answer?.item)))
                }
            }
        }
        guard walk.kind == .immersiveInspection else { return }
        for finding in try await shown().session.completedFindings()
        where finding.responsible == nil || finding.due == nil || finding.goal == nil {
            say(
                "\n问题 \(finding.key)：\(finding.codes.joined(separator: "、"))\(finding.text?.description ?? "")"
            )
            try await accepted {
                let unit = try needed("  由哪个单位负责？（单位编码）")
                let due = try needed("  哪天前完成？（如 2026-10-30）")
                let goal = try needed("  改到什么程度？")
                try await edit(
                    .group(
                        Finding(
                            key: finding.key, codes: finding.codes, unit: finding.unit, item: finding.item,
                            text: finding.text, noEvidenceReason: finding.noEvidenceReason,
                            responsible: UnitCode(unit), due: Day(due), goal: Prose(goal, "整改目标"))))
            }
        }
    }

    private func suggestions() async throws {
        while true {
            let text = try line("\n有什么工作建议？写下来（没有就回车）：")
            if text.isEmpty { return }
            try await accepted {
                let kinds = Suggestion.Kind.allCases
                let kind = try choice("  给谁的？1 内部（本单位业务）  2 大厅  3 上级（回车为内部）", kinds) ?? .internal
                let key = try await shown().session.nextSuggestionKey
                try await edit(.suggest(SessionSuggestion(key: key, kind: kind, text: Prose(text, "建议"))))
            }
        }
    }
}

extension ExperienceSession {
    /// A key that no group of the walker has; proposals give way.
    var nextGroupKey: String {
        var number = 1
        while findings.contains(where: { $0.key == "F\(number)" }) { number += 1 }
        return "F\(number)"
    }
}
