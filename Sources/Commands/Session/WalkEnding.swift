import Ledger
import Walkthrough

extension WalkDialogue {
    /// What shows that somebody was there: a number, or why there is none and a picture.
    func traces() async throws {
        try await numbers()
        let walk = try await shown().session
        guard walk.details.numbers.isEmpty, !walk.attachments.contains(where: { $0.evidence.kind.isTrace })
        else { return }
        try await accepted {
            let path = try line("请留一份痕迹：照片、截图或回执的文件（回车跳过）：")
            guard !path.isEmpty else { return }
            for file in try await ledger.upload([path], by: caller) { try await edit(.attach(file)) }
        }
    }

    private func numbers() async throws {
        let details = try await shown().session.details
        guard details.numbers.isEmpty, details.noNumberReason == nil else { return }
        try await accepted {
            var details = details
            let text = try line("\n办件编号、排队号或回执号（没有就回车）：")
            if text.isEmpty {
                details.noNumberReason = try Prose(needed("  为什么没有？"), "没有编号的原因")
            } else {
                let kinds = ExperienceSession.TraceNumber.Kind.allCases
                let kind = try choice("  这是 1 办件编号  2 排队号  3 回执号（回车为办件编号）", kinds) ?? .caseNumber
                details.numbers = [try .init(kind, text)]
            }
            try await edit(.change(details))
        }
    }

    /// The end of the visit, what the kind of walk asks for beside, and how it felt.
    func ending() async throws {
        let begun = try await shown().session
        if begun.visits.isEmpty {
            try await accepted {
                let start = try await moment("\n几点开始走的？如 9:30（回车为现在）：")
                try await edit(.addVisit(.init(start: start)))
            }
        }
        for visit in try await shown().session.visits where visit.end == nil {
            try await accepted {
                let end = try await moment("\n\(visit.start.short) 开始的，几点走完？如 10:40（回车为现在）：")
                try await edit(.addVisit(.init(start: visit.start, end: end)))
            }
        }
        try await ofKind(begun)
        if begun.feelings == nil {
            try await accepted {
                let text = try line("\n走完有什么感受？（回车跳过）")
                if !text.isEmpty { try await edit(.recordFeelings(Prose(text, "感受"))) }
            }
        }
    }

    private func ofKind(_ walk: ExperienceSession) async throws {
        switch walk.kind {
        case .routineWalk:
            let count = walk.openings
            guard count.rows + count.suggestions + count.clues == 0 else { return }
            try await change(\.nothingFound, "没有发现问题：都看了哪些方面？")
        case .crossCheck:
            guard walk.details.score == nil else { return }
            try await accepted {
                var details = try await shown().session.details
                let text = try needed("给被查单位打几分？（0 到 100）")
                guard let score = Int(text) else {
                    throw Invalid("互查评分", "“\(text)”不是整数", mend: "请填 0 到 100")
                }
                details.score = score
                try await edit(.change(details))
            }
        case .accompanied:
            while true {
                let text = try line("帮办记录：做了什么？（一次一句，写完回车结束）")
                if text.isEmpty { return }
                try await accepted { try await edit(.help(.init(at: now(), text: Prose(text, "帮办记录")))) }
            }
        case .chiefDuty:
            if walk.followed.isEmpty {
                try await accepted {
                    let text = try line("跟办的办件编号（回车跳过）：")
                    guard !text.isEmpty else { return }
                    let accepted = try await moment("  几点受理？")
                    let finished = try await moment("  几点办结？")
                    try await edit(
                        .follow(
                            .init(
                                number: Prose(text, "办件编号", limit: 50), item: walk.details.items.first?.code,
                                accepted: accepted, finished: finished)))
                }
            }
            try await change(\.measures, "整改措施：已经改了什么，还要改什么，什么时候改完？")
        case .fullChain:
            guard walk.calls.isEmpty else { return }
            say("第三方回访请另记：peizou session call \(walk.number) 满意|不满意|拒访|未接通")
        case .openObservation:
            guard walk.meeting == nil else { return }
            say("座谈请另记：peizou session meeting \(walk.number) --attendee … --exchange 问=>答 --opinion 意见=>答复")
        case .immersiveInspection: break
        }
    }

    /// Asks for a text of the details that is not there yet.
    private func change(_ field: WritableKeyPath<ExperienceSession.Details, Prose?>, _ question: String)
        async throws
    {
        var details = try await shown().session.details
        guard details[keyPath: field] == nil else { return }
        try await accepted {
            details[keyPath: field] = try Prose(needed("\n" + question), "说明")
            try await edit(.change(details))
        }
    }

    /// Says what is still missing, or asks once more and submits.
    func submission() async throws -> End {
        let answer = try await shown()
        guard answer.missing.isEmpty else {
            say("\n还差这些，补好后再提交：")
            for fault in answer.missing { say("  \(fault)") }
            return .left(number: answer.session.number)
        }
        let count = answer.session.openings
        let clues = count.clues > 0 ? "，密封线索 \(count.clues) 条" : ""
        say("\n将登记问题 \(count.rows) 个、建议 \(count.suggestions) 条\(clues)。提交后不能再改。")
        guard ["", "y", "yes", "是"].contains(try line("现在提交吗？[Y/n]").lowercased()) else {
            return .left(number: answer.session.number)
        }
        return .submitted(
            try await ledger.perform(
                SubmitSession(answer.session.number, seen: answer.session.answerVersions), by: caller))
    }
}
