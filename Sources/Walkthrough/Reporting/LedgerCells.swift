extension LedgerRow {
    /// The text of one cell. `serial` is empty: the sheet numbers its own lines.
    /// - Parameter since: the 数据截止 before; progress that is not newer reads 本周未更新 (decisions 25). Without it
    ///   the progress is given as it is.
    public func text(of column: LedgerColumn, since: Instant? = nil) -> String {
        if !corrected.isEmpty, let text = corrected[column] { return text }
        return switch column {
        case .serial: ""
        case .number: number
        case .source: origin.source ?? ""
        case .foundOn: origin.foundOn?.description ?? ""
        case .walkKind: origin.walkKind ?? ""
        case .walker: origin.walker ?? ""
        case .service: origin.service ?? ""
        case .channels: origin.channels.joined(separator: "、")
        case .checkItem: origin.checkItem ?? ""
        case .problem: finding.problem
        case .category: finding.category ?? ""
        case .cause: finding.cause ?? ""
        case .mode: plan.mode ?? ""
        case .goal: plan.goal ?? ""
        case .measures: plan.measures ?? ""
        case .advice: plan.advice ?? ""
        case .unit: duty.unitName
        case .leader: duty.leader ?? ""
        case .responsible: duty.responsible ?? ""
        case .partners: duty.partners.joined(separator: "、")
        case .due: dueText
        case .progress: progressText(since: since)
        case .completedOn: course.completedOn?.description ?? ""
        case .evidence: evidenceText
        case .followUp: course.followUp ?? ""
        case .check: course.check ?? ""
        case .closing: closingText
        case .publication: course.publication ?? ""
        case .note: course.note ?? ""
        }
    }

    private var dueText: String {
        guard let due = course.due else { return "" }
        return course.dueIsProvisional ? "\(due)（暂定）" : due.description
    }

    private func progressText(since: Instant?) -> String {
        let dated = course.progress.map { text in
            course.progressAt.map { "\(text)（\($0.day)）" } ?? text
        }
        guard let since, standing.phase.isOpen else { return dated ?? "" }
        guard let at = course.progressAt else { return dated ?? "本周未更新" }
        return at > since ? dated ?? "" : "本周未更新" + (dated.map { "；此前：\($0)" } ?? "")
    }

    private var evidenceText: String {
        let here = EvidenceMark.Stage.allCases.compactMap { stage in
            let count = course.evidence.count { $0.stage == stage }
            return count == 0 ? nil : "\(stage.title)\(count)件"
        }
        return (here + (course.evidencePending.map { ["待传\($0)件"] } ?? [])).joined(separator: "，")
    }

    private var closingText: String {
        switch standing.phase {
        case .unverified: ""
        case .open: "否，\(standing.stateTitle)"
        case .checking: "否，待核查"
        case .closed: course.closedOn.map { "是，\($0)" } ?? "是，\(standing.stateTitle)"
        case .ended: "否，\(standing.stateTitle)"
        }
    }
}
