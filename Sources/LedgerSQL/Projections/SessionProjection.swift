import Ledger
import Walkthrough

extension ExperienceSession {
    /// A walk is seen by the county, by the units on both lines of the place looked at once it is submitted, by its walker
    /// and by who typed it.
    func projectedRows(id: String, county: String, in directory: some UnitDirectory) -> [ProjectedRow] {
        let everything = county
        let county = county.sqlValue
        var scopes: Set<String> = [everything, "person:\(walker.text)"]
        for person in entererPersons { scopes.insert("person:\(person.text)") }
        let isSubmitted: Bool
        switch phase {
        case .open, .withdrawn: isSubmitted = false
        case .submitted: isSubmitted = true
        }
        if isSubmitted, let place = details.place {
            for unit in directory.path(of: place) { scopes.insert(unit.code.text) }
            if let posted = directory.posted(of: place) {
                for unit in directory.path(of: posted) { scopes.insert(unit.code.text) }
            }
        }
        var rows = scopes.sorted().map { scope in
            ProjectedRow(
                .sessionScope, key: [county, scope.sqlValue, id.sqlValue],
                [kind.rawValue.sqlValue, isSubmitted.sqlValue])
        }
        rows += Projection.handles([number], of: .session, id: id, county: everything)
        let digests = Set(attachments.map(\.evidence.digest) + [form].compactMap { $0 })
        rows += Projection.uses(of: digests, by: .session, id: id, county: everything)
        return rows
    }

    func line(id: String, version: Int) -> SessionLine {
        SessionLine(
            id: id, number: number, kind: kind, state: phase.title, walker: walker.text,
            unit: details.place?.text, openedAt: opened.receivedAt, version: version)
    }
}
