/// What a walk must contain before it is submitted (domain §2 and §8.9, 10, 19; decisions 9–13).
///
/// A gate names everything that is missing at once. 未查看 blocks nothing; signals are no part of it.
public enum SubmitGate {
    /// All that is missing; empty if the walk may be submitted.
    public static func missing(in session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        time(session, context) + trace(session) + session.answers.flatMap { answer($0, session) }
            + freeFindings(session) + own(session, context)
    }

    private static func own(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        switch session.kind {
        case .openObservation: openObservation(session)
        case .crossCheck: crossCheck(session, context)
        case .accompanied: accompanied(session)
        case .chiefDuty: chiefDuty(session, context)
        case .immersiveInspection: immersiveInspection(session, context)
        case .fullChain: fullChain(session)
        case .routineWalk: routineWalk(session)
        }
    }

    private static func time(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        guard !session.visits.isEmpty else {
            return [Invalid("体验时间", "没有起止时间", mend: "请登记走访的开始和结束时间")]
        }
        return session.visits.compactMap { visit in
            guard let end = visit.end else {
                return Invalid("体验时间", "\(visit.start.short) 开始的走访没有结束时间", mend: "请补填结束时间")
            }
            guard end > context.at else { return nil }
            return Invalid("体验时间", "结束时间 \(end.short) 还没有到", mend: "请核对日期，走完再提交")
        }
    }

    private static func trace(_ session: ExperienceSession) -> [Invalid] {
        var missing: [Invalid] = []
        let numbers = session.details.numbers
        if numbers.isEmpty, !session.attachments.contains(where: { $0.evidence.kind.isTrace }) {
            missing.append(Invalid("走访痕迹", "没有任何痕迹", mend: "请填办件编号、排队号或回执号，或上传照片、截图、回执之一"))
        }
        if numbers.isEmpty, session.details.noNumberReason == nil {
            missing.append(Invalid("办件编号", "没有办件编号或排队号，也没有说明原因", mend: "请填编号，或写明为什么没有"))
        }
        return missing
    }

    private static func answer(_ record: AnswerRecord, _ session: ExperienceSession) -> [Invalid] {
        let where_ = "检查项 \(record.code)"
        let hasNote = record.answer.note != nil
        switch record.value {
        case .pass, .notSeen: return []
        case .notApplicable:
            return hasNote ? [] : [Invalid(where_, "答“不适用”但没有理由", mend: "请写明为什么不适用")]
        case .improvable:
            guard !hasNote, !session.suggestions.contains(where: { $0.code == record.code }) else {
                return []
            }
            return [Invalid(where_, "答“可优化”但没有写怎样优化", mend: "请写明建议")]
        case .fail:
            var missing: [Invalid] = []
            if !hasNote { missing.append(Invalid(where_, "答“有问题”但没有写看到了什么", mend: "请写明现场情况")) }
            if session.evidence(of: record.code).isEmpty, record.answer.noEvidenceReason == nil {
                missing.append(Invalid(where_, "答“有问题”但没有佐证，也没有说明原因", mend: "请上传佐证，或写明为什么没有"))
            }
            return missing
        }
    }

    private static func freeFindings(_ session: ExperienceSession) -> [Invalid] {
        session.findings.compactMap { finding in
            guard finding.codes.isEmpty, finding.noEvidenceReason == nil,
                !session.attachments.contains(where: { $0.finding == finding.key })
            else { return nil }
            return Invalid("问题 \(finding.key)", "没有佐证，也没有说明原因", mend: "请上传佐证，或写明为什么没有")
        }
    }

    /// Each of `codes` must be answered; one that was not seen needs its reason, and not all may be unseen.
    static func required(_ codes: [String], _ name: String, _ session: ExperienceSession) -> [Invalid] {
        let open = codes.filter { session.answer($0) == nil }
        let unexplained = codes.filter {
            guard let record = session.answer($0) else { return false }
            return !record.value.isSeen && record.answer.note == nil
        }
        var missing: [Invalid] = []
        if !open.isEmpty {
            missing.append(Invalid(name, "还没有回答 \(open.joined(separator: "、"))", mend: "请逐项作答，确未查看的请注明原因"))
        }
        if !unexplained.isEmpty {
            missing.append(
                Invalid(name, "\(unexplained.joined(separator: "、")) 答“未查看”但没有原因", mend: "请写明为什么没有查看"))
        }
        if open.isEmpty, codes.allSatisfy({ session.answer($0)?.value.isSeen == false }) {
            missing.append(Invalid(name, "各项全部未查看", mend: "请至少查看一项"))
        }
        return missing
    }

    static func item(_ session: ExperienceSession) -> [Invalid] {
        session.details.items.isEmpty ? [Invalid("事项", "没有填写事项", mend: "请选择或填写体验的事项")] : []
    }

    static func channel(_ session: ExperienceSession) -> [Invalid] {
        session.details.channels.isEmpty ? [Invalid("渠道", "没有填写渠道", mend: "请选择窗口、PC、APP 等办理渠道")] : []
    }

    /// What the gate was judged by, for the event.
    static func facts(of session: ExperienceSession, _ context: SessionContext) -> GateFacts {
        switch session.kind {
        case .openObservation, .accompanied, .fullChain, .routineWalk: GateFacts()
        case .crossCheck:
            GateFacts(
                walkerInstitutions: context.walkerInstitutions.sorted(),
                inspectedInstitutions: context.inspectedInstitutions.sorted(),
                highFrequency: context.highFrequency.sorted())
        case .immersiveInspection:
            GateFacts(
                walkerInstitutions: context.walkerInstitutions.sorted(),
                inspectedInstitutions: context.inspectedInstitutions.sorted())
        case .chiefDuty:
            GateFacts(
                workdays: Set(session.visits.map(\.day)).sorted(), notice: context.notice,
                internalQuota: context.internalQuota, hallQuota: context.hallQuota)
        }
    }
}
