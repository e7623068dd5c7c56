/// Everything that submitting a walk opens, in the same transaction as `events`: one row a finding, one suggestion a
/// 可优化 answer or typed suggestion, one sealed case a clue (decisions 4, 11, 12).
public struct Submission: Sendable {
    /// How many ids and serials the context must bring.
    public struct Count: Hashable, Sendable {
        public let rows: Int
        public let suggestions: Int
        public let clues: Int
    }

    public struct Row: Hashable, Sendable {
        public let opened: Opened
        public let finding: Finding
        /// The finding's text, else the notes of its answers.
        public let text: Prose
        /// The unit that answers for it, where the walk tells.
        public let unit: UnitCode?
        public let item: String?
        public let channels: [Channel]
        public let evidence: [EvidenceRef]
        /// 发现日期 is its day.
        public let observed: Instant
    }

    public struct NewSuggestion: Hashable, Sendable {
        public let opened: Opened
        public let key: String?
        public let code: String?
        public let kind: Suggestion.Kind
        public let text: Prose
        public let reason: Prose?
        public let unit: UnitCode?
    }

    public struct NewClue: Hashable, Sendable {
        public let opened: Opened
        public let code: String
        public let text: Prose
        public let unit: UnitCode?
        public let evidence: [EvidenceRef]
        public let filer: Entry
    }

    public let rows: [Row]
    public let suggestions: [NewSuggestion]
    public let clues: [NewClue]
    /// The walk's own events: groups that were proposed, the submission, and the sealed cases in an event apart.
    public let events: NonEmpty<SessionEvent>
}

extension ExperienceSession {
    /// Groups for the 有问题 answers that are in none yet: those of the same unit and item together.
    public func proposedGrouping() -> [Finding] {
        let grouped = Set(findings.flatMap(\.codes))
        var groups: [(unit: UnitCode?, item: String?, codes: [String])] = []
        for record in answers where record.value == .fail && !record.isClue && !grouped.contains(record.code)
        {
            let unit = record.answer.unit ?? details.place
            let item = record.answer.item ?? details.items.first?.code
            if let index = groups.firstIndex(where: { $0.unit == unit && $0.item == item }) {
                groups[index].codes.append(record.code)
            } else {
                groups.append((unit, item, [record.code]))
            }
        }
        let taken = Set(findings.map(\.key))
        var number = 0
        return groups.map { group in
            repeat { number += 1 } while taken.contains("F\(number)")
            return Finding(proposed: "F\(number)", codes: group.codes, unit: group.unit, item: group.item)
        }
    }

    /// The walker's groups and those proposed for the rest: every fault is in exactly one.
    public func completedFindings() -> [Finding] { findings + proposedGrouping() }

    /// 可优化 answers that no typed suggestion words.
    var unworded: [AnswerRecord] {
        let worded = Set(suggestions.compactMap(\.code))
        return answers.filter { $0.value == .improvable && !$0.isClue && !worded.contains($0.code) }
    }

    /// What submitting now would open.
    public var openings: Submission.Count {
        Submission.Count(
            rows: completedFindings().count, suggestions: suggestions.count + unworded.count,
            clues: clues.count)
    }

    /// Judges the walk by its gate and says what to open.
    /// - Throws: `Refusal.invalid` with everything that is missing, at once.
    public func submission(in context: SessionContext) throws(Refusal) -> Submission {
        try Self.refuse(SubmitGate.missing(in: self, context))
        let count = openings
        guard context.rows.count >= count.rows, context.suggestions.count >= count.suggestions,
            context.clues.count >= count.clues
        else { throw .notPossible("提交期间体验 \(number) 的内容有变化，请刷新后再提交") }
        let entry = context.entry
        let proposed = proposedGrouping()
        let rows = zip(context.rows, completedFindings()).map(row)
        let fresh = newSuggestions(context.suggestions)
        let sealed = zip(context.clues, clues).map { opened, record in
            Submission.NewClue(
                opened: opened, code: record.code, text: record.answer.note ?? .erased,
                unit: record.answer.unit ?? details.place, evidence: evidence(of: record.code),
                filer: record.entry)
        }
        let submitted = SessionSubmitted(
            rows: rows.map { OpenedRow(finding: $0.finding.key, codes: $0.finding.codes, row: $0.opened) },
            suggestions: fresh.map { OpenedSuggestion(key: $0.key, code: $0.code, suggestion: $0.opened) },
            facts: SubmitGate.facts(of: self, context), awaitsConfirmation: awaitsConfirmation(after: entry),
            entry: entry)
        var events = proposed.map {
            SessionEvent.findingGrouped(SessionFindingGrouped(finding: $0, entry: entry))
        }
        events.append(.submitted(submitted))
        let last = SessionCluesOpened(
            clues: sealed.map { OpenedClue(code: $0.code, clue: $0.opened) }, entry: entry)
        if !sealed.isEmpty { events.append(.cluesOpened(last)) }
        return Submission(
            rows: rows, suggestions: fresh, clues: sealed,
            events: NonEmpty(events[0], Array(events.dropFirst())))
    }

    private func awaitsConfirmation(after entry: Entry) -> Bool {
        needsConfirmation || (role.isLeader && (entry.person != walker || !entry.isProven))
    }

    private func row(_ opened: Opened, _ finding: Finding) -> Submission.Row {
        let records = finding.codes.compactMap(answer)
        let beside = attachments.filter { attachment in
            !attachment.isClue
                && (attachment.finding == finding.key || finding.codes.contains { $0 == attachment.answer })
        }
        var channels: [Channel] = []
        for channel in records.flatMap(\.answer.channels) where !channels.contains(channel) {
            channels.append(channel)
        }
        return Submission.Row(
            opened: opened, finding: finding, text: finding.text ?? joined(records.compactMap(\.answer.note)),
            unit: finding.responsible ?? finding.unit ?? records.first?.answer.unit ?? details.place,
            item: finding.item ?? records.first?.answer.item ?? details.items.first?.code,
            channels: channels.isEmpty ? details.channels : channels, evidence: beside.map(\.evidence),
            observed: records.map(\.entry.observed).min() ?? start ?? self.opened.observed)
    }

    private func joined(_ notes: [Prose]) -> Prose {
        let texts = notes.compactMap(\.text)
        return texts.isEmpty ? .erased : .text(String(texts.joined(separator: "\n").prefix(Prose.bodyLimit)))
    }

    private func newSuggestions(_ ids: [Opened]) -> [Submission.NewSuggestion] {
        let typed = zip(ids, suggestions).map { opened, suggestion in
            Submission.NewSuggestion(
                opened: opened, key: suggestion.key, code: suggestion.code, kind: suggestion.kind,
                text: suggestion.text, reason: suggestion.reason, unit: suggestion.unit)
        }
        return typed
            + zip(ids.dropFirst(suggestions.count), unworded).map { opened, record in
                Submission.NewSuggestion(
                    opened: opened, key: nil, code: record.code, kind: .proposed(for: record.code),
                    text: record.answer.note ?? .erased, reason: nil,
                    unit: record.answer.unit ?? details.place)
            }
    }
}
