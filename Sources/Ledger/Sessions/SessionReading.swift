package import Walkthrough

extension QueryTransaction {
    /// The walk that a number or an id names, if the actor sees it.
    package func visibleSession(_ name: String) throws -> (id: String, session: Versioned<ExperienceSession>)
    {
        let unknown = LedgerError.unknown("没有“\(name.prefix(60))”这次体验，或您看不到它；请核对编号")
        let id = try (try? ID<ExperienceSession>(name))?.text ?? read.id(of: .session, key: name)
        guard let id, let session = try read.state(ExperienceSession.self, id) else { throw unknown }
        guard try read.sees(.session, id, in: read.scopes(of: actor, for: .readWalks)) else { throw unknown }
        return (id, session)
    }

    /// What the rules of an existing walk need to know.
    /// - Parameter details: those that a command puts in the place of the walk's.
    package func sessionContext(
        of walk: ExperienceSession, details: ExperienceSession.Details? = nil
    ) throws -> SessionContext {
        let campaign = try walk.campaign.flatMap { try read.state(Campaign.self, $0)?.state }
        let revisions = try walk.checklists.compactMap {
            try read.state(ChecklistStream.self, String($0.hex))?.state.revision
        }
        return try sessionContext(
            kind: walk.kind, walker: walk.walker, details: details ?? walk.details, campaign: campaign,
            checklists: revisions)
    }

    package func sessionContext(
        kind: SessionKind, walker: ID<Person>, details: ExperienceSession.Details, campaign: Campaign?,
        checklists: [ChecklistRevision]
    ) throws -> SessionContext {
        let settings = try settings()
        let calendar = try calendar()
        let items = checklists.flatMap(\.checklist.items)
        let person = try read.state(Person.self, walker.text)?.state
        var context = SessionContext(at: at, today: today, actor: actor)
        context.knownCodes = Set(items.map(\.id.text))
        context.clueCodes = Set(items.filter(\.clue).map(\.id.text))
        context.isWorkday = { day in calendar.isLoaded(day.year) ? calendar.isWorkday(day) : nil }
        context.notice = try details.notice.flatMap { try read.state(PublishedNotice.self, $0)?.state.duty }
        context.internalQuota = campaign?.record.internalSuggestions ?? 1
        context.hallQuota = campaign?.record.hallSuggestions ?? settings.hallSuggestions
        context.walkerInstitutions = Set((person?.units ?? []).flatMap { line(of: $0, settings) })
        context.inspectedInstitutions = Set(details.place.map { line(of: $0, settings) } ?? [])
        context.mayEnter = mayEnter(for: person)
        for item in details.items {
            guard let code = item.code, let id = try read.id(of: .service, key: code),
                try read.state(ServiceItem.self, id)?.state.record.highFrequency == true
            else { continue }
            context.highFrequency.insert(code)
        }
        return context
    }

    private func line(of unit: UnitCode, _ settings: Settings) -> [UnitCode] {
        read.line(of: unit, outsideTypes: settings.outsideCheckTypes).institutions
    }

    /// 代录: the inspection unit and the coordinators for anybody, an office for the people of its own unit.
    package func mayEnter(for walker: Person?) -> Bool {
        let directory = DirectoryOf(read)
        return actor.reach(for: .enterForOthers) == .county
            || (walker?.units ?? []).contains { actor.may(.enterForOthers, at: $0, in: directory) }
    }
}

extension QueryTransaction {
    /// - Throws: `invalid` naming each unit that the county does not have.
    package func require(units: (field: String, unit: UnitCode?)...) throws {
        let wrong = units.compactMap { named in
            named.unit.flatMap { code in
                read.unit(code) == nil
                    ? Invalid(named.field, "没有编码为 \(code) 的单位", mend: "请在单位目录里查编码") : nil
            }
        }
        // A look-up that failed is no unit that is missing.
        try read.rethrow()
        guard wrong.isEmpty else { throw LedgerError.invalid(wrong) }
    }

    func require(unitsOf details: ExperienceSession.Details) throws {
        try require(units: ("走的地点", details.venue), ("被查单位", details.inspected))
    }
}
