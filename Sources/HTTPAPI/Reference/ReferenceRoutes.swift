import Ledger

/// Units, services, people, campaigns, settings and the calendar.
enum ReferenceRoutes {
    static func add(to api: API) {
        let ledger = api.ledger
        UnitRoutes(ledger: ledger).add(to: api)
        PersonRoutes(ledger: ledger).add(to: api)
        CampaignRoutes(ledger: ledger).add(to: api)
        SettingRoutes(ledger: ledger).add(to: api)
        CalendarRoutes(ledger: ledger).add(to: api)
    }
}
