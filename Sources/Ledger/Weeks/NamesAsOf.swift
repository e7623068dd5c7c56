package import Walkthrough

/// What units, sources, services, check items and people were called at one moment, so that an edition rendered later
/// prints the same.
package struct NamesAsOf {
    package let at: Instant
    package let ledger: LedgerNames
    private let read: any ReadTransaction

    package init(_ read: any ReadTransaction, at: Instant) throws {
        var units: [UnitCode: String] = [:]
        try read.states(Unit.self, asOf: at) { _, unit in
            units[unit.state.code] = unit.state.name.description
        }
        var sources: [SourceCode: String] = [:]
        try read.states(Source.self, asOf: at) { _, source in
            sources[source.state.code] = source.state.name.text
        }
        var services: [ID<ServiceItem>: String] = [:]
        try read.states(ServiceItem.self, asOf: at) { _, service in
            services[service.state.id] = service.state.name.description
        }
        var checkItems: [String: (text: String, at: Instant)] = [:]
        try read.states(ChecklistStream.self, asOf: at) { id, list in
            let stored = try read.head(StreamID(.checklist, id))?.at ?? at
            for item in list.state.revision.checklist.items {
                if let known = checkItems[item.id.text], known.at > stored { continue }
                checkItems[item.id.text] = (item.text.text, stored)
            }
        }
        let (names, sourceNames, serviceNames) = (units, sources, services)
        let questions = checkItems.mapValues(\.text)
        ledger = LedgerNames(
            county: try UnitCode(read.county.code), unit: { names[$0] ?? $0.text },
            source: { sourceNames[$0] ?? $0.text }, service: { serviceNames[$0] },
            checkItem: { questions[$0] })
        self.at = at
        self.read = read
    }

    package var countyName: String { ledger.unit(ledger.county) }
    package func unit(_ code: UnitCode) -> String { ledger.unit(code) }

    /// An official's name; the account where no person stands behind it.
    package func person(_ act: Act) throws -> String {
        guard let id = act.person, let person = try read.state(Person.self, id.text, asOf: at) else {
            return act.account
        }
        return person.state.name.description
    }

    /// Later acts than `at`, such as a signature after 数据截止, may be by people recorded later.
    package func anyPerson(_ act: Act) throws -> String {
        guard let id = act.person, try read.state(Person.self, id.text, asOf: at) == nil else {
            return try person(act)
        }
        return try read.state(Person.self, id.text)?.state.name.description ?? act.account
    }
}
