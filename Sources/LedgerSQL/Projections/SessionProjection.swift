import Ledger
import Walkthrough

extension ExperienceSession {
    /// A walk is seen by the county, by the units on both lines of the place looked at once it is submitted, by its walker
    /// and by who typed it.
    func projectedRows(id: String, county: String, in directory: some UnitDirectory) -> [ProjectedRow] {
        var scopes: Set<String> = [county, "person:\(walker.text)"]
        for person in entererPersons { scopes.insert("person:\(person.text)") }
        if case .submitted = phase, let place = details.place {
            scopes.formUnion(directory.scopes(of: place))
        }
        return Projection.documents(
            .session, id: id, county: county, scopes: scopes, subkind: kind.rawValue, state: phase.key)
            + Projection.handles([number], of: .session, id: id, county: county)
            + Projection.uses(of: attachments.map(\.evidence), by: .session, id: id, county: county)
            + Projection.uses(
                of: Set([form].compactMap { $0 }).subtracting(attachments.map(\.evidence.digest)),
                by: .session,
                id: id, county: county)
            + (WalkFact(of: self)?.projectedRows(county: county, session: id) ?? [])
    }
}

extension ExperienceSession.Phase {
    var key: String { kind.rawValue }
}

extension Suggestion {
    /// Seen by the county, its author, and the units on both lines of the 承办单位 or the one wished.
    func projectedRows(id: String, county: String, in directory: some UnitDirectory) -> [ProjectedRow] {
        var scopes: Set<String> = [county]
        for person in [author, filed.person].compactMap({ $0 }) { scopes.insert("person:\(person.text)") }
        if let unit = assignment?.unit ?? wished { scopes.formUnion(directory.scopes(of: unit)) }
        return Projection.documents(
            .suggestion, id: id, county: county, scopes: scopes, subkind: kind.rawValue, state: state.key)
            + Projection.handles([number], of: .suggestion, id: id, county: county)
    }
}

extension Suggestion.State {
    var key: String { kind.rawValue }
}

extension GeneralizationTask {
    /// Seen by the county and the units on both lines of the unit that is asked.
    func projectedRows(id: String, county: String, in directory: some UnitDirectory) -> [ProjectedRow] {
        Projection.documents(
            .generalization, id: id, county: county, scopes: directory.scopes(of: unit).union([county]),
            subkind: origin.number, state: state.kind.rawValue)
            + Projection.handles([number], of: .generalization, id: id, county: county)
    }
}

extension PublishedNotice {
    /// The state of a draft.
    static let undecided = "draft"

    /// Seen by the county and the units on both lines of the window; by everybody once it is public.
    func projectedRows(id: String, county: String, in directory: some UnitDirectory) -> [ProjectedRow] {
        var scopes = directory.scopes(of: drafted.window).union([county])
        if duty != nil { scopes.insert("public") }
        if let person = drafted.person { scopes.insert("person:\(person.text)") }
        return Projection.documents(
            .notice, id: id, county: county, scopes: scopes, subkind: "notice",
            state: decision?.value.rawValue ?? Self.undecided)
    }
}

extension UnitDirectory {
    /// The scopes in which something at `unit` is seen: the units at and above it on both lines.
    func scopes(of unit: UnitCode) -> Set<String> {
        var scopes = Set(path(of: unit).map(\.code.text))
        if let posted = posted(of: unit) { scopes.formUnion(path(of: posted).map(\.code.text)) }
        return scopes
    }
}
