import Ledger
import Walkthrough

extension WalkDialogue {
    /// Asks what is walked, how, where and since when, and begins.
    mutating func open(_ kind: SessionKind, _ who: WalkerOptions, _ uses: [ChecklistUse]) async throws {
        let walker = try await ledger.ask(WhoWalks(who.walker, kind), by: caller)
        say("\(kind.title)　体验人：\(walker.label)（\((who.role ?? walker.role).title)）")
        say("一次只问一件事。拿不准就回车跳过，按 Ctrl-D 随时离开。\n")
        var details = ExperienceSession.Details()
        details.items = [try await item()]
        details.channels = try channels()
        let place = try await place()
        switch kind {
        case .crossCheck, .immersiveInspection: details.inspected = place
        case .openObservation, .accompanied, .chiefDuty, .fullChain, .routineWalk: details.venue = place
        }
        if kind == .routineWalk { details.viewpoint = .own }
        if kind == .chiefDuty {
            let notice = try line("坐班预告的编号（回车跳过）：")
            details.notice = notice.isEmpty ? nil : notice
        }
        if kind == .fullChain {
            let bundle = try line("追踪哪个“一件事”（名称，回车跳过）：")
            details.oneThing = bundle.isEmpty ? nil : bundle
        }
        let form = try await ledger.upload(who.form.map { [$0] } ?? [], by: caller, kind: .paperForm).first?
            .digest
        let receipt = try await accepted {
            let start = try await moment("几点开始走的？如 9:30（回车为现在）：")
            return try await ledger.perform(
                OpenSession(
                    kind, role: who.role, basis: who.statedBasis, walker: who.walker, campaign: who.campaign,
                    form: form,
                    details: details, visits: [.init(start: start)], checklists: uses), by: caller)
        }
        number = receipt.number
        say("\n已开始 \(receipt.number)，共 \(receipt.offered.count) 个检查项。")
    }

    private func item() async throws -> ExperienceSession.WalkedItem {
        try await accepted {
            let text = try needed("走的是什么事项？（名称或编码）")
            let found = try await ledger.ask(FindServices(text), by: caller)
            if let match = try picked(found, text, other: "就用我写的“\(text)”") {
                return .init(code: match.code, name: match.name)
            }
            return .init(code: nil, name: try Prose(text, "事项", limit: Prose.titleLimit))
        }
    }

    private func place() async throws -> UnitCode? {
        try await accepted {
            while true {
                let text = try line("在哪里走的？（单位名称或编码，回车跳过）")
                if text.isEmpty { return nil }
                let found = try await ledger.ask(FindUnits(text), by: caller)
                if let match = try picked(found, text, other: "都不是"), let code = match.code {
                    return try UnitCode(code)
                }
                say("  没有找到，请换几个字再写。")
            }
        }
    }

    /// One of those found: the only exact one at once, else by number.
    private func picked(_ found: [Candidate], _ text: String, other: String) throws -> Candidate? {
        if found.count == 1, found[0].code == text || found[0].name.description == text { return found[0] }
        guard !found.isEmpty else { return nil }
        for (index, candidate) in found.enumerated() {
            say("  \(index + 1) \(candidate.name) \(candidate.code ?? "")")
        }
        say("  0 \(other)")
        while true {
            let answer = try line("是哪一个？")
            if answer == "0" { return nil }
            if answer.isEmpty, found.count == 1 { return found[0] }
            if let index = Int(answer), found.indices.contains(index - 1) { return found[index - 1] }
            say("  请写前面的数字。")
        }
    }

    private func channels() throws -> [Channel] {
        let all = Channel.allCases
        let list = all.enumerated().map { "\($0 + 1) \($1.title)" }.joined(separator: "  ")
        while true {
            let text = try line("走的什么渠道？可写多个，如 1 5。\n  \(list)\n（回车为窗口）")
            if text.isEmpty { return [.window] }
            let words = text.split(whereSeparator: { " ,，、;；".contains($0) }).map(String.init)
            let found = words.map { word in
                Int(word).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil }
                    ?? (try? Channel(choice: word))
            }
            let channels = found.compactMap { $0 }
            if channels.count == words.count { return all.filter(channels.contains) }
            say("  请写前面的数字，如 1 5。")
        }
    }

    /// A time of day; now for Return.
    func moment(_ question: String) async throws -> Instant {
        let text = try line(question)
        return text.isEmpty ? now() : try Moment(text).instant(now: now())
    }
}
