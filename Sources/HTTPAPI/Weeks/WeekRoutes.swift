import Ledger

/// Weekly ledgers, units' weeks and exports.
enum WeekRoutes {
    static func add(to api: API) {
        let ledger = api.ledger
        LedgerRoutes(ledger: ledger).add(to: api)
        CorrectionRoutes(ledger: ledger).add(to: api)
        UnitWeekRoutes(ledger: ledger).add(to: api)
        ExportRoutes(ledger: ledger).add(to: api)
    }
}
