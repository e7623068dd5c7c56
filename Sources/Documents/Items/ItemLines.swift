package import Ledger
import Walkthrough

/// A row in labelled lines, as its reader may see it.
package enum ItemLines {
    package static func of(_ answer: ShowItem.Answer) -> [(String, String)] {
        var lines = report(answer)
        lines += rectification(answer)
        if !answer.isLimited { lines += inner(answer) }
        return lines.filter { !$0.1.isEmpty }.map { ($0.0, answer.item.masked($0.1)) }
    }

    private static func report(_ answer: ShowItem.Answer) -> [(String, String)] {
        let report = answer.item.report
        return [
            ("问题", report.description.description),
            ("来源", answer.sourceName + (report.sessionKind.map { "（\($0.title)）" } ?? "")),
            ("发现日期", report.foundOn?.description ?? ""), ("发现人", report.reporterLabel),
            ("地点", report.place.map { name($0, answer) } ?? ""),
            ("事项", report.serviceName?.description ?? ""),
            ("渠道", report.channels.map(\.title).joined(separator: "、")), ("检查项", report.checkItem ?? ""),
            ("环节", report.step?.description ?? ""),
            (
                "外部编号",
                answer.hidesExternal
                    ? "" : report.external.map { "\($0.system) \($0.number)" }.joined(separator: "、")
            ),
            ("工作建议", report.suggestion?.description ?? ""), ("期初结转", answer.item.opening == nil ? "" : "是"),
        ]
    }

    private static func rectification(_ answer: ShowItem.Answer) -> [(String, String)] {
        let item = answer.item
        let assignment = item.state.assignment
        let plan = item.state.working?.plan
        return [
            ("责任单位", assignment.map { name($0.lead, answer) } ?? ""),
            ("协同单位", (assignment?.partners ?? []).map { name($0, answer) }.joined(separator: "、")),
            ("整改类型", assignment?.mode.title ?? ""),
            ("整改责任人", answer.isLimited ? "" : assignment?.responsible?.description ?? ""),
            ("原因", plan?.cause.description ?? ""), ("措施", plan?.measures.description ?? ""),
            ("目标", plan?.goal.description ?? ""),
            (
                "时限",
                item.clocks.filter { $0.round == item.round }.map { clock in
                    "\(clock.purpose.title) \(clock.due)" + (clock.provisional ? "（暂定）" : "")
                        + (clock.metOn.map { "（\($0) 完成）" } ?? "")
                }.joined(separator: "；")
            ),
            ("完成日期", item.completedOn?.description ?? ""),
        ]
    }

    private static func inner(_ answer: ShowItem.Answer) -> [(String, String)] {
        let item = answer.item
        var lines: [(String, String)] = [
            ("重办", item.reopenedCount > 0 ? "\(item.reopenedCount) 次" : ""),
            ("退回", item.returnedCount > 0 ? "\(item.returnedCount) 次" : ""),
            ("延期", item.extensionCount > 0 ? "\(item.extensionCount) 次" : ""),
            ("并入的问题", item.absorbed.joined(separator: "、")),
        ]
        for progress in item.state.working?.progress ?? [] {
            lines.append(("进展", "\(progress.on) \(name(progress.unit, answer))：\(progress.text)"))
        }
        for milestone in item.state.working?.plan?.milestones ?? [] {
            let done = milestone.doneOn.map { "，\($0) 完成" } ?? ""
            lines.append(("阶段目标", "\(milestone.due) 前 \(milestone.title)\(done)"))
        }
        if case .assigned(let assigned) = item.state, let dispute = assigned.dispute {
            lines.append(("退回派单", "\(dispute.on)，待督查决定：\(dispute.reason)"))
        }
        if let verdict = item.verification {
            lines.append(("核实结论", "\(verdict.on) \(verdict.result.title)：\(verdict.note)"))
        }
        for check in item.state.requested?.checks ?? [] {
            lines.append(
                (
                    "核查",
                    "\(check.on) \(check.passed ? "通过" : "不通过")\(check.isOutside ? "（外部核查）" : "")：\(check.opinion)"
                ))
        }
        for contact in item.contacts {
            lines.append(("回访", "\(contact.on) \(contact.purpose.title)：\(contact.outcome.title)"))
        }
        if let statement = item.statement { lines.append(("情况说明", statement.text.description)) }
        for remark in item.instructions { lines.append(("批示", "\(remark.on)：\(remark.text)")) }
        for escalation in item.escalations {
            lines.append(
                ("提请上级", "\(escalation.on) \(escalation.to)（\(escalation.paper)），下次跟进 \(escalation.nextLook)")
            )
        }
        if let ending = item.pendingEnding {
            lines.append(("待复核办结", "\(ending.ending.state.title)：\(ending.reason)"))
        }
        if let request = item.pendingExtension {
            lines.append(("待定延期", "延至 \(request.until)：\(request.reason)"))
        }
        if let tasks = answer.generalization {
            lines.append(("举一反三", "推及 \(tasks.asked) 个单位，已报 \(tasks.reported) 个，发现 \(tasks.found) 个"))
        }
        if let publication = item.publication { lines.append(("公开决定", publication.value.title)) }
        if !item.evidence.isEmpty { lines.append(("佐证", "\(item.evidence.count) 份")) }
        if item.evidencePending > 0 { lines.append(("证据待传", "\(item.evidencePending) 份")) }
        return lines
    }

    private static func name(_ code: UnitCode, _ answer: ShowItem.Answer) -> String {
        answer.unitNames[code.text] ?? code.text
    }
}
