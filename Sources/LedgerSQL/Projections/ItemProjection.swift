import Ledger
import Walkthrough

/// No due day sorts last (architecture 9).
let noDue = "9999-12-31"

extension RectificationItem {
    /// The rows of this row of the ledger.
    /// - Parameters:
    ///   - row: the sequence of the stream's first event, which numbers the search index.
    ///   - words: its own `words`, which the caller has for the search index.
    func projectedRows(
        county: String, row: Int64, words: String?, in directory: some UnitDirectory
    ) -> [ProjectedRow] {
        let everything = county
        let county = county.sqlValue
        let item = id.text.sqlValue
        let due = (self.due?.description ?? noDue).sqlValue
        let kind = state.kind
        var rows = [
            ProjectedRow(
                .item, key: [county, item],
                [
                    row.sqlValue, report.number.sqlValue, kind.rawValue.sqlValue, optional(unit?.text), due,
                    isProvisional.sqlValue, isEscalated.sqlValue, report.source.text.sqlValue,
                    optional(state.assignment?.mode.rawValue), title.sqlValue, optional(words),
                    registeredAt.milliseconds.sqlValue, changedAt.milliseconds.sqlValue, round.sqlValue,
                    evidencePending.sqlValue,
                ])
        ]
        rows.append(RowFact(of: self).projectedRow(county: county, item: item))
        for scope in scopes(in: directory).union([everything]).sorted() {
            rows.append(
                ProjectedRow(
                    .itemScope, key: [county, scope.sqlValue, item],
                    [kind.rawValue.sqlValue, kind.isOpen.sqlValue, due]))
        }
        for reference in report.external {
            rows.append(
                ProjectedRow(
                    .handle, key: [county, "external".sqlValue, reference.handle.sqlValue], [item]))
        }
        if let origin = originKey {
            rows.append(ProjectedRow(.handle, key: [county, "origin".sqlValue, origin.sqlValue], [item]))
        }
        rows += Projection.uses(of: evidence, by: .item, id: id.text, county: everything)
        return rows
    }

    /// The first 60 characters, on one line, without the reporter wherever somebody typed him: lists show it to the
    /// responsible line as well (decisions 3).
    private var title: String {
        String(problemForOthers.prefix(60)).split(whereSeparator: \.isNewline).joined(
            separator: " ")
    }

    /// What is searched: what people wrote about the problem as readers are shown it, never the reporter; a number that is
    /// masked cannot be guessed by searching for it.
    var words: String { Prose.folded(masked(wordedTexts)) }

    /// What is taken out of the searched texts; an erasure by law changes it.
    var hiddenTexts: [Prose?] { [report.reporterName, report.reporterContact, report.caseNumber] }

    /// The texts that are searched, as they were written.
    var wordedTexts: String {
        let plan = state.working?.plan
        let parts: [Prose?] = [
            report.description, report.serviceName, report.step, plan?.cause ?? report.cause,
            plan?.measures ?? report.measures, plan?.goal, report.departments,
        ]
        return ([report.number] + parts.compactMap { $0?.text }).joined(separator: "\n")
    }

    /// The units and persons that may see the row: both lines of owner and partners upwards, the finder's institution,
    /// the finder, and the caller that the row was assigned to. The county sees all.
    private func scopes(in directory: some UnitDirectory) -> Set<String> {
        var scopes: Set<String> = []
        func add(_ code: UnitCode) {
            for unit in directory.path(of: code) { scopes.insert(unit.code.text) }
            guard let posted = directory.posted(of: code) else { return }
            for unit in directory.path(of: posted) { scopes.insert(unit.code.text) }
        }
        if let place = report.place { add(place) }
        if let assignment = state.assignment {
            add(assignment.lead)
            assignment.partners.forEach(add)
        }
        if let institution = report.walkerInstitution { scopes.insert(institution.text) }
        if let walker = report.walker { scopes.insert("person:\(walker.text)") }
        if let assignedCaller { scopes.insert("person:\(assignedCaller.text)") }
        return scopes
    }
}

extension ExternalReference {
    /// One text for system and number; the separator cannot stand in either.
    var handle: String { "\(system)\u{1F}\(number)" }
}

func optional(_ text: String?) -> SQLValue { text.map(\.sqlValue) ?? .null(.text) }
