import ArgumentParser
import Ledger
import Walkthrough

struct SessionWalk: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "walk", abstract: "一步步问着登记一次体验，边答边存",
        discussion: "随时可以退出（Ctrl-C），已答的都在；用 --resume 接着答。直接回车取括号里的值。")

    @Option(help: ArgumentHelp("接着答这次体验", valueName: "session"))
    var resume: String?

    @Option(help: ArgumentHelp("方式", valueName: "kind"))
    var kind: SessionKind = .routineWalk

    @Option(help: ArgumentHelp("角色", valueName: "role"))
    var role: ExperienceSession.ObserverRole = .experiencer

    @Option(help: ArgumentHelp("体验人的工号或体验员编号；默认是登录账号本人", valueName: "number"))
    var walker: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let uses = try await context.checklistUses(global)
        try await context.withLedger(global) { ledger, caller in
            let dialogue = WalkDialogue(console: context.console, ledger: ledger, caller: caller)
            let number: String
            if let resume { number = resume } else { number = try await open(dialogue, uses) }
            let receipt = try await dialogue.run(number)
            if global.json { return try context.console.printJSON(receipt) }
            try SessionSubmit.present(receipt, on: context.console)
        }
    }

    private func open(_ dialogue: WalkDialogue, _ uses: [ChecklistUse]) async throws -> String {
        var details = ExperienceSession.Details()
        details.items = [
            ExperienceSession.WalkedItem(
                code: nil, name: try dialogue.text("办什么事项？", "事项", limit: Prose.titleLimit))
        ]
        details.channels = try dialogue.value("走哪个渠道？窗口、网上、APP、小程序、自助终端、热线、大厅", default: "窗口") {
            text throws(Invalid) in
            try Choices<Channel>(text)
        }.values
        details.venue = try await dialogue.unit("在哪里？输入窗口或单位的名称、编码")
        if kind == .routineWalk { details.viewpoint = .own }
        let queue = try dialogue.optional("排队号或办件编号？没有就回车")
        if let queue {
            details.numbers = [try ExperienceSession.TraceNumber(.queueNumber, queue)]
        } else {
            details.noNumberReason = try dialogue.text("为什么没有号？", "没有编号的原因", default: "未取号")
        }
        let now = dialogue.now
        let receipt = try await dialogue.ledger.perform(
            OpenSession(
                kind, role: role, basis: walker == nil ? .own : .onBehalf, walker: walker, details: details,
                visits: [try ExperienceSession.Visit(start: now)], checklists: uses), by: dialogue.caller)
        dialogue.console.report(
            "已开始 \(receipt.number)，共 \(receipt.offered.count) 项，随时可退出，再用 session walk --resume \(receipt.number) 接着答。\n"
        )
        return receipt.number
    }
}

/// The questions of a walk, one after the other; each answer is stored at once.
struct WalkDialogue {
    let console: Console
    let ledger: Ledger
    let caller: Caller

    var now: Instant { ledger.now }

    func run(_ number: String) async throws -> SubmitSession.Receipt {
        let shown = try await ledger.ask(ShowSession(number), by: caller)
        let wordings = Dictionary(shown.items.map { ($0.id.text, $0) }, uniquingKeysWith: { a, _ in a })
        let open = shown.session.offered.filter { shown.session.answer($0) == nil }
        for (index, code) in open.enumerated() {
            console.report("\n[\(index + 1)/\(open.count)] \(code) \(wordings[code]?.text.text ?? "")\n")
            try await answer(code, in: number)
        }
        try await feelings(number)
        try await finish(number)
        return try await submit(number)
    }

    private func answer(_ code: String, in number: String) async throws {
        let value = try self.value("1 通过 2 有问题 3 可优化 4 不适用 5 未查看", default: "1") {
            text throws(Invalid) -> Answer.Value in
            guard let index = Int(text), (1...5).contains(index) else {
                throw Invalid("回答", "“\(text.prefix(20))”不是 1 到 5", mend: "请输入一个数字")
            }
            return [.pass, .fail, .improvable, .notApplicable, .notSeen][index - 1]
        }
        var note: Prose?
        var reason: Prose?
        var photo: String?
        switch value {
        case .pass, .notSeen: break
        case .fail:
            note = try text("看到了什么？", "问题")
            photo = try optional("照片或截图的路径？没有就回车")
            if photo == nil { reason = try text("为什么没有佐证？", "没有佐证的原因", default: "当场未能拍照") }
        case .improvable: note = try text("怎样优化？", "建议")
        case .notApplicable: note = try text("为什么不适用？", "理由")
        }
        let answer = try Answer(code, value, note: note, noEvidenceReason: reason)
        _ = try await ledger.perform(EditSession(number, .answer(answer)), by: caller)
        while let path = photo {
            do {
                let evidence = try await ledger.upload([path])[0]
                _ = try await ledger.perform(EditSession(number, .attach(evidence, answer: code)), by: caller)
                photo = nil
            } catch let error as LedgerError {
                console.report(error.message + "\n")
                photo = try optional("再给一次路径，或回车跳过")
            }
        }
    }

    private func feelings(_ number: String) async throws {
        guard let feelings = try optional("\n总的感受？没有就回车") else { return }
        _ = try await ledger.perform(
            EditSession(number, .recordFeelings(try Prose(feelings, "感受"))), by: caller)
    }

    /// Ends the visit now, and asks what was looked at where nothing was found.
    private func finish(_ number: String) async throws {
        let walk = try await ledger.ask(ShowSession(number), by: caller).session
        if let visit = walk.visits.last, visit.end == nil {
            let end = max(now, visit.start.adding(milliseconds: 1))
            _ = try await ledger.perform(
                EditSession(number, .addVisit(try ExperienceSession.Visit(start: visit.start, end: end))),
                by: caller)
        }
        if walk.completedFindings().isEmpty, walk.openings.suggestions == 0, walk.details.nothingFound == nil
        {
            var details = walk.details
            details.nothingFound = try text("没有发现问题。看了哪些地方？", "看了什么")
            _ = try await ledger.perform(EditSession(number, .change(details)), by: caller)
        }
        for finding in walk.completedFindings() {
            console.report("问题 \(finding.key)：\(finding.codes.joined(separator: "、"))\n")
        }
    }

    private func submit(_ number: String) async throws -> SubmitSession.Receipt {
        let seen = try await ledger.ask(ShowSession(number), by: caller).session.answerVersions
        return try await ledger.perform(SubmitSession(number, seen: seen), by: caller)
    }

    // MARK: Questions

    func optional(_ question: String) throws(LedgerError) -> String? {
        let text = try console.ask(question + "：")
        return text.allSatisfy(\.isWhitespace) ? nil : text
    }

    /// Asks until the answer is one.
    func value<Value>(
        _ question: String, default standard: String? = nil, _ parse: (String) throws(Invalid) -> Value
    ) throws(LedgerError) -> Value {
        while true {
            let typed = try optional(question + (standard.map { "（\($0)）" } ?? ""))
            guard let text = typed ?? standard else { continue }
            do throws(Invalid) {
                return try parse(text.trimmingSpaces)
            } catch { console.report("\(error)\n") }
        }
    }

    func text(
        _ question: String, _ field: String, limit: Int = Prose.bodyLimit, default standard: String? = nil
    ) throws(LedgerError) -> Prose {
        try value(question, default: standard) { text throws(Invalid) in try Prose(text, field, limit: limit)
        }
    }

    /// A unit by code or by part of its name; several are offered to choose from.
    func unit(_ question: String) async throws -> UnitCode? {
        let units = try await ledger.ask(ListReference(.units), by: caller).units.filter(\.isActive)
        while let text = try optional(question + "，不清楚就回车") {
            let word = text.trimmingSpaces
            if let exact = units.first(where: { $0.code.text == word || $0.name.description == word }) {
                return exact.code
            }
            let found = units.filter { $0.name.description.contains(word) }
            if found.count == 1 { return found[0].code }
            console.report(
                found.isEmpty
                    ? "没有找到“\(word.prefix(20))”。\n"
                    : found.prefix(10).map { "  \($0.code)  \($0.name)\n" }.joined()
                        + (found.count > 10 ? "  还有 \(found.count - 10) 个，请写得更完整。\n" : ""))
        }
        return nil
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        let body = drop(while: \.isWhitespace)
        guard let last = body.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(body[...last])
    }
}
