extension LedgerRow {
    /// The row as a line of the ledger (domain §4.1): every cell from the row itself, names by role (decisions 3).
    ///
    /// - Parameters:
    ///   - item: the row as of `view.asOf`.
    ///   - version: of its stream then.
    public init(of item: RectificationItem, version: Int, in view: LedgerView) {
        let lines = ItemLine(item: item, mask: CellMask(item.report), view: view)
        self.init(
            item: StreamID(.item, item.id.text), number: item.report.number, version: version,
            origin: lines.origin, finding: lines.finding, plan: lines.plan, duty: lines.duty,
            course: lines.course,
            standing: lines.standing)
    }

    /// The same row in the colours of another day, for one that has not changed in between.
    public func lit(as item: RectificationItem, by scale: LightScale) -> LedgerRow {
        var row = self
        row.standing.light = item.printedLight(by: scale)
        return row
    }
}

extension RectificationItem {
    /// The colour on a ledger; rows that have ended have none.
    func printedLight(by scale: LightScale) -> LedgerRow.Light {
        guard state.kind.isOpen else { return .none }
        return scale.light(due: due, isAwaitingCheck: state.kind.awaitsCheck, isEscalated: isEscalated)
            .printed
    }
}

/// The making of one row's cells.
struct ItemLine {
    let item: RectificationItem
    let mask: CellMask
    let view: LedgerView

    var report: Report { item.report }
    var assignment: Assignment? { item.state.assignment }
    var working: State.Working? { item.state.working }
    var work: Plan? { working?.plan }

    var origin: LedgerRow.Origin {
        let service = mask(report.serviceName) ?? report.service.flatMap(view.names.service)
        let item = report.checkItem.map { codes in
            codes.split(separator: "、").map(String.init).map { code in
                [code, view.names.checkItem(code)].compactMap { $0 }.joined(separator: " ")
            }.joined(separator: "；")
        }
        let steps = [mask(report.step), item].compactMap { $0 }
        return .init(
            source: view.names.source(report.source), foundOn: report.foundOn,
            walkKind: report.sessionKind?.title, walker: mask(report.reporterLabel), service: service,
            channels: report.channels.map(\.title),
            checkItem: steps.isEmpty ? nil : steps.joined(separator: "/"))
    }

    var finding: LedgerRow.Finding {
        .init(
            problem: mask(report.description), category: report.category,
            cause: mask(work?.cause ?? report.cause))
    }

    var plan: LedgerRow.Plan {
        .init(
            mode: assignment?.mode.title, goal: mask(work?.goal ?? assignment?.goal ?? report.goal),
            measures: mask(work?.measures ?? report.measures), advice: mask(report.suggestion))
    }

    var duty: LedgerRow.Duty {
        let unit = item.unit ?? view.names.county
        return .init(
            unit: unit, unitName: view.names.unit(unit), leader: mask(work?.leader ?? assignment?.leader),
            responsible: mask(work?.responsible ?? assignment?.responsible),
            partners: assignment?.partners.map(view.names.unit) ?? [])
    }

    var course: LedgerRow.Course {
        let isOpen = item.state.kind.isOpen
        let clock = isOpen ? item.leadingClock : item.clock(.rectification)
        let progress = latestProgress
        return .init(
            due: clock?.due, dueIsProvisional: clock?.provisional ?? false, progress: progress?.text,
            progressAt: progress?.at, completedOn: item.completedOn, evidence: evidence,
            evidencePending: item.evidencePending == 0 ? nil : item.evidencePending, followUp: followUp,
            check: check, closedOn: closedOn, publication: publication, note: note)
    }

    var standing: LedgerRow.Standing {
        let kind = item.state.kind
        let title = item.isClosedByClaim ? "自报已办结" : kind.title
        return .init(
            state: kind.rawValue, stateTitle: item.isEscalated ? "\(title)（提请上级解决）" : title, phase: phase,
            light: item.printedLight(by: view.scale), round: item.round, returns: item.returnedCount,
            extensions: item.extensionCount, isCarried: item.opening != nil, endedAt: item.endedAt)
    }

    private var phase: LedgerRow.Phase {
        switch item.state.kind {
        case .registered, .verifying: .unverified
        case .assigned, .accepted, .inProgress: .open
        case .closeRequested, .checking: .checking
        case .closed: .closed
        case .explained, .notAdopted, .unfounded, .merged, .transferred: .ended
        }
    }

    private var closedOn: Day? {
        guard case .closed(let closed) = item.state, closed.requested != nil else { return nil }
        return closed.closing.on
    }

    /// The last progress of the lead and of each partner, in the order of time; the ledger dates the last one.
    private var latestProgress: (text: String, at: Instant)? {
        guard let working, let last = working.progress.last else { return nil }
        var newest: [UnitCode: Int] = [:]
        for (index, progress) in working.progress.enumerated() { newest[progress.unit] = index }
        let lines = newest.values.sorted().map { working.progress[$0] }
        let texts = lines.map { progress in
            let named = lines.count > 1 || progress.unit != working.assignment.lead
            let dated = progress == last ? "" : "（\(progress.on)）"
            return (named ? "\(view.names.unit(progress.unit))：" : "") + mask(progress.text) + dated
        }
        return (texts.joined(separator: "；"), item.progressedAt ?? Instant(last.on, hour: 0))
    }

    /// What came with the finding shows the fault unless it says otherwise; what came later shows the mending.
    private var evidence: [EvidenceMark] {
        item.evidence.enumerated().filter { !$0.element.isPromised }.map { index, file in
            let isFirst = index < report.evidence.count
            let stage: EvidenceMark.Stage =
                switch file.stage {
                case .before: .before
                case .after: .after
                case .other: isFirst ? .before : .after
                }
            return EvidenceMark(
                digest: file.digest, stage: stage, kind: file.kind.title,
                fileExtension: file.mediaType.fileExtension,
                observedOn: file.takenAt?.day)
        }
    }

    /// The last contact of each purpose, without a word of the talk.
    private var followUp: String? {
        let texts = ContactPurpose.allCases.compactMap { purpose -> String? in
            guard let last = item.contacts.last(where: { $0.purpose == purpose }) else { return nil }
            let results = [last.outcome.title] + (last.satisfaction.map { [$0.title] } ?? [])
            return "\(purpose.title)：\(results.joined(separator: "、"))（\(last.on)）"
        }
        return texts.isEmpty ? nil : texts.joined(separator: "；")
    }
}

extension Light {
    /// On a ledger a row that waits for its checker or for a higher body has no colour.
    var printed: LedgerRow.Light {
        switch self {
        case .green: .green
        case .yellow: .yellow
        case .red: .red
        case .awaiting, .escalated, .none: .none
        }
    }
}

extension EvidenceRef.MediaType {
    /// The usual ending of a file's name, without the dot; empty for a type that has none here.
    public var fileExtension: String {
        switch text {
        case "image/jpeg": "jpg"
        case "image/png": "png"
        case "image/webp": "webp"
        case "image/heic": "heic"
        case "image/gif": "gif"
        case "video/mp4": "mp4"
        case "video/quicktime": "mov"
        case "audio/mpeg": "mp3"
        case "audio/mp4": "m4a"
        case "audio/wav", "audio/x-wav": "wav"
        case "application/pdf": "pdf"
        case "application/msword": "doc"
        case "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx"
        case "application/vnd.ms-excel": "xls"
        case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx"
        case "text/plain": "txt"
        case "text/csv": "csv"
        default: ""
        }
    }
}
