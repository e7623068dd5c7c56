extension SubmitGate {
    /// 座谈 with attendance, and a list of opinions, each with a reply or a finding that mends it.
    static func openObservation(_ session: ExperienceSession) -> [Invalid] {
        guard let meeting = session.meeting else {
            return [Invalid("座谈记录", "没有座谈记录", mend: "请登记座谈会的参加人员、问答和意见建议")]
        }
        var missing: [Invalid] = []
        if meeting.attendance.isEmpty {
            missing.append(Invalid("座谈记录", "没有参加人员", mend: "请登记体验员、代表、委员等参加人员"))
        }
        if meeting.exchanges.isEmpty {
            missing.append(Invalid("座谈记录", "没有问答", mend: "请登记座谈中的提问和答复"))
        }
        for (index, exchange) in meeting.exchanges.enumerated() where exchange.answer == nil {
            missing.append(Invalid("座谈记录第 \(index + 1) 问", "没有答复", mend: "请补记答复"))
        }
        if meeting.opinions.isEmpty {
            missing.append(Invalid("意见建议", "没有意见建议清单", mend: "请逐条登记参加人员的意见建议"))
        }
        let keys = Set(session.completedFindings().map(\.key))
        for (index, opinion) in meeting.opinions.enumerated() where opinion.reply == nil {
            guard let finding = opinion.finding else {
                missing.append(
                    Invalid("意见建议第 \(index + 1) 条", "既没有答复也没有整改", mend: "请写明答复，或关联整改的问题"))
                continue
            }
            if !keys.contains(finding) {
                missing.append(Invalid("意见建议第 \(index + 1) 条", "没有问题 \(finding)", mend: "请核对所关联的问题"))
            }
        }
        return missing
    }

    /// Inspector from another institution, a high-frequency item, as whom it was walked, a score.
    static func crossCheck(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        var missing = inspected(session, context) + item(session) + channel(session)
        let codes = session.details.items.compactMap(\.code)
        if !session.details.items.isEmpty, !codes.contains(where: context.highFrequency.contains) {
            missing.append(Invalid("事项", "没有高频事项", mend: "互查至少体验一个高频事项"))
        }
        if session.details.identity == nil {
            missing.append(Invalid("体验身份", "没有填以什么身份体验", mend: "请填写，如：首次办理的老年人"))
        }
        if session.details.score == nil {
            missing.append(Invalid("互查评分", "没有评分", mend: "请填 0 到 100 的分数"))
        }
        if !session.answers.contains(where: \.value.isSeen) {
            missing.append(Invalid("检查项", "没有检查结果", mend: "请至少回答一个检查项"))
        }
        return missing
    }

    /// A real case, the five defects, a help log.
    static func accompanied(_ session: ExperienceSession) -> [Invalid] {
        var missing = item(session)
        if !session.details.has(.caseNumber) {
            missing.append(Invalid("办件编号", "没有真实办件的编号", mend: "陪同帮办须跟真实办件，请填办件编号"))
        }
        missing += required(CheckCode.series("ESC", 5), "五类问题", session)
        if session.helpLog.isEmpty {
            missing.append(Invalid("帮办记录", "没有帮办记录", mend: "请登记咨询、申报、受理到办结的帮办过程"))
        }
        return missing
    }

    /// Announced beforehand, on working days, a case followed to its end, eight aspects, suggestions, measures.
    static func chiefDuty(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        var missing: [Invalid] = []
        if !session.role.isLeader {
            missing.append(Invalid("体验身份", "“\(session.role.title)”不是主要负责人", mend: "主官式体验由主要负责人或值班局长本人走"))
        }
        missing += notice(session, context)
        missing += Set(session.visits.map(\.day)).sorted().compactMap { dayOff($0, context) }
        if !session.followed.contains(where: { $0.finished != nil }) {
            missing.append(Invalid("跟办办件", "没有从受理跟到办结的办件", mend: "请登记至少一件，填受理和办结时间"))
        }
        missing += required(CheckCode.series("CHF", 8), "八个方面", session)
        missing += quota(.internal, context.internalQuota, session)
        missing += quota(.hall, context.hallQuota, session)
        if session.details.measures == nil {
            missing.append(Invalid("整改措施", "没有整改措施", mend: "请写明已采取和将采取的措施及时限"))
        }
        return missing
    }

    private static func quota(_ kind: Suggestion.Kind, _ least: Int, _ session: ExperienceSession)
        -> [Invalid]
    {
        let count = session.suggestions.count { $0.kind == kind }
        guard count < least else { return [] }
        return [
            Invalid(
                "\(kind.title)建议", "有 \(count) 条，少于 \(least) 条", mend: "请再提 \(least - count) 条\(kind.title)建议"
            )
        ]
    }

    private static func notice(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        let field = "坐班公告"
        guard let record = session.details.notice else {
            return [Invalid(field, "没有坐班公告", mend: "坐班须事先公布，请关联公告的发布记录")]
        }
        guard let notice = context.notice, notice.record == record else {
            return [Invalid(field, "公告 \(record) 没有公布", mend: "请核对发布记录，或先公布公告")]
        }
        guard let start = session.start else { return [] }
        if notice.published >= start {
            return [
                Invalid(
                    field, "公告于 \(notice.published.short) 公布，不早于坐班开始 \(start.short)", mend: "须先公布再坐班，请另行安排")
            ]
        }
        guard notice.day == start.day else {
            return [Invalid(field, "公告的坐班日期是 \(notice.day)，实际是 \(start.day)", mend: "请关联当日的公告")]
        }
        return []
    }

    /// Why `day` cannot be a duty day; a make-up Saturday or Sunday is a working day.
    static func dayOff(_ day: Day, _ context: SessionContext) -> Invalid? {
        switch context.isWorkday(day) {
        case true: nil
        case false: Invalid("坐班日期", "\(day)（\(day.weekdayName)）是非工作日", mend: "请选工作日，调休上班日也可以")
        case nil: Invalid("坐班日期", "\(day.year)年的工作日历还没有载入，无法判断 \(day) 是否工作日", mend: "请先载入该年日历")
        }
    }

    /// Three views, and for each problem who, by when, to what end.
    static func immersiveInspection(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        var missing = inspected(session, context)
        for (theme, name) in [("COV", "看事项覆盖"), ("FLOW", "看办事流程"), ("EXP", "看服务体验")] {
            guard !session.answers.contains(where: { CheckCode.theme($0.code) == theme && $0.value.isSeen })
            else {
                continue
            }
            missing.append(Invalid(name, "没有检查结果", mend: "请至少回答一个 \(theme) 检查项"))
        }
        for finding in session.completedFindings() {
            let codes = finding.codes.isEmpty ? "" : "（\(finding.codes.joined(separator: "、"))）"
            let title = "问题 \(finding.key)\(codes)"
            if finding.responsible == nil {
                missing.append(Invalid(title, "没有责任主体", mend: "请填负责整改的单位"))
            }
            if finding.due == nil { missing.append(Invalid(title, "没有完成时限", mend: "请填完成日期")) }
            if finding.goal == nil { missing.append(Invalid(title, "没有整改目标", mend: "请写明改到什么程度")) }
        }
        return missing
    }

    /// One bundle over its six links, the rating prompted, third-party calls.
    static func fullChain(_ session: ExperienceSession) -> [Invalid] {
        var missing: [Invalid] = []
        if session.details.oneThing == nil {
            missing.append(Invalid("一件事", "没有选择“一件事”", mend: "请选择所追踪的“一件事”"))
        }
        missing += required(CheckCode.series("OTG", 6), "六个环节", session)
        if session.answer("OTG-08")?.value.isSeen != true {
            missing.append(Invalid("引导评价", "没有记录是否引导评价", mend: "请回答 OTG-08"))
        }
        if session.calls.isEmpty {
            missing.append(Invalid("第三方回访", "没有回访记录", mend: "请登记第三方的电话回访"))
        }
        return missing
    }

    /// Item and channel, and a finding, a suggestion, or what was looked at where nothing was found.
    static func routineWalk(_ session: ExperienceSession) -> [Invalid] {
        let count = session.openings
        let isEmpty = count.rows + count.suggestions + count.clues == 0 && session.details.nothingFound == nil
        return item(session) + channel(session)
            + (isEmpty ? [Invalid("体验结果", "没有问题、建议，也没有说明看了什么", mend: "未发现问题的，请写明看了哪些方面")] : [])
    }

    private static func inspected(_ session: ExperienceSession, _ context: SessionContext) -> [Invalid] {
        guard session.details.place != nil, !context.inspectedInstitutions.isEmpty else {
            return [Invalid("被查单位", "没有填写被查单位", mend: "请选择所检查的单位")]
        }
        return ownUnit(session.kind, context).map { [$0] } ?? []
    }

    /// Why the walker may not inspect this unit under this name: it is the own institution, on either line
    /// (decisions 5, 9). Walking one's own unit is what a weekly walk is for.
    static func ownUnit(_ kind: SessionKind, _ context: SessionContext) -> Invalid? {
        switch kind {
        case .openObservation, .accompanied, .chiefDuty, .fullChain, .routineWalk: return nil
        case .crossCheck, .immersiveInspection:
            let common = context.walkerInstitutions.intersection(context.inspectedInstitutions).sorted()
            guard !common.isEmpty else { return nil }
            return Invalid(
                "被查单位", "\(common.map(\.text).joined(separator: "、")) 是体验人本单位，不能以\(kind.title)名义检查",
                mend: "请换被查单位，或改用日常走流程")
        }
    }
}
