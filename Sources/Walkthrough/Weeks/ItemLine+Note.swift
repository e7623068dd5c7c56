extension ItemLine {
    /// Role and opinion, never a name; 外部核查 wherever the responsible line holds the office that runs the hall
    /// (decisions 5).
    var check: String? {
        let checks = item.state.requested?.checks ?? []
        let needsOutside = assignment?.line.needsOutsideCheck ?? false
        guard !checks.isEmpty else {
            guard needsOutside, item.state.kind.isOpen else { return nil }
            return item.state.kind.awaitsCheck ? "外部核查：待核查" : "须外部核查"
        }
        return checks.map { check in
            let role = check.isExperiencer ? "体验员" : "核查人"
            let label = check.isOutside ? "外部核查（\(role)）" : role
            return "\(label)：\(check.passed ? "通过" : "不通过")，\(mask(check.opinion))（\(check.on)）"
        }.joined(separator: "；")
    }

    /// What was decided; before that, what the unit proposes.
    var publication: String? {
        if let decision = item.publication { return decision.value.title }
        guard let wish = item.state.requested?.request.publication else { return nil }
        switch wish.value {
        case .yes: return "拟公开"
        case .no: return "拟不公开"
        case .later: return "拟暂缓"
        }
    }

    /// 备注: what no column of its own tells, in the order of a row's life.
    var note: String? {
        let parts = beginnings + marks + endings
        return parts.isEmpty ? nil : parts.joined(separator: "；")
    }

    private var beginnings: [String] {
        var parts: [String] = []
        if let opening = item.opening {
            parts.append(opening.statedState.map { "期初结转，原状态：\(mask($0))" } ?? "期初结转")
            if let day = opening.closedOn { parts.append("自报办结日期：\(day)") }
        }
        if assignment == nil, let departments = report.departments {
            parts.append("原填责任部门：\(mask(departments))")
        }
        if let mode = report.statedMode, mode != assignment?.mode { parts.append("原填整改类型：\(mode.title)") }
        if let told = item.opening?.followUp { parts.append("原填回访结果：\(mask(told))") }
        if let limit = report.statedLimit { parts.append("原填时限：\(mask(limit))") }
        if let remarks = report.remarks { parts.append("原台账：\(mask(remarks))") }
        if let sponsor = assignment?.sponsor { parts.append("包办领导：\(mask(sponsor))") }
        parts += item.instructions.map { "批示：\(mask($0.text))（\($0.on)）" }
        if item.statement != nil { parts.append("窗口已作情况说明") }
        if case .assigned(let assigned) = item.state, assigned.dispute != nil {
            parts.append("责任单位提出退回派单，待裁定")
        }
        return parts
    }

    private var marks: [String] {
        var parts: [String] = []
        if item.reopenedCount > 0 { parts.append("重办，第\(item.round)轮") }
        if item.returnedCount > 0 { parts.append("退回\(item.returnedCount)次") }
        if item.extensionCount > 0 {
            let original = item.clock(.rectification)?.originalDue
            parts.append("延期\(item.extensionCount)次" + (original.map { "，原时限\($0)" } ?? ""))
        }
        if let request = item.pendingExtension { parts.append("申请延期至\(request.until)，待批") }
        if let escalation = item.escalations.last {
            let next = item.isEscalated ? "，下次调度\(escalation.nextLook)" : ""
            parts.append("提请上级解决：\(mask(escalation.to))，\(mask(escalation.paper))\(next)")
        }
        if item.tolerance?.confirmedBy != nil { parts.append("容错") }
        if !item.absorbed.isEmpty { parts.append("并入本件：" + item.absorbed.joined(separator: "、")) }
        if let proposal = item.pendingEnding { parts.append("拟按“\(proposal.ending.state.title)”办结，待复核") }
        return parts
    }

    private var endings: [String] {
        switch item.state {
        case .registered, .verifying, .assigned, .accepted, .inProgress: return []
        case .closeRequested(let requested), .checking(let requested): return results(of: requested.request)
        case .closed(let closed): return closed.requested.map { results(of: $0.request) } ?? []
        case .explained(let ended), .notAdopted(let ended), .unfounded(let ended), .merged(let ended),
            .transferred(let ended):
            return [reason(of: ended.proposal)]
        }
    }

    private func results(of request: CloseRequest) -> [String] {
        var parts: [String] = []
        if request.isOnTheSpot { parts.append("当场整改") }
        switch request.result {
        case .none: break
        case .guideChanged, .ruleIssued: parts.append("制度成果：\(mask(request.result.title))")
        }
        parts.append("举一反三：\(request.generalization.value.title)")
        return parts
    }

    private func reason(of proposal: EndingProposal) -> String {
        switch proposal.ending {
        case .explained(let rule): "解释说明，依据：\(mask(rule))"
        case .notAdopted: "不予采纳：\(mask(proposal.reason))"
        case .unfounded: "核实不属实：\(mask(proposal.reason))"
        case .merged(_, let number): "并入\(number)"
        case .transferred(let to, let paper, let day): "转办\(mask(to))，\(mask(paper))（\(day)）"
        }
    }
}
