/// What happens to a county's week once it is fixed. Payloads are documents of the log: see `EventPayload`.
public enum WeekEvent: EventFamily {
    case frozen(Frozen)
    case published(Published)
    case correctionProposed(CorrectionProposed)
    case correctionConfirmed(CorrectionConfirmed)
    case correctionDeclined(CorrectionDeclined)
    case withheld(Withheld)

    public static var forms: [EventForm<WeekEvent>] {
        [
            EventForm(WeekEvent.frozen),
            EventForm(WeekEvent.published),
            EventForm(WeekEvent.correctionProposed),
            EventForm(WeekEvent.correctionConfirmed),
            EventForm(WeekEvent.correctionDeclined),
            EventForm(WeekEvent.withheld),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .frozen(let payload): payload
        case .published(let payload): payload
        case .correctionProposed(let payload): payload
        case .correctionConfirmed(let payload): payload
        case .correctionDeclined(let payload): payload
        case .withheld(let payload): payload
        }
    }
}

extension WeekEvent {
    /// 定稿: the state as of T, whatever happened later (decisions 23).
    public struct Frozen: EventPayload {
        public static let kind = "week.frozen.1"
        public let period: WeekPeriod
        public let settings: FrozenSettings
        /// The revision of the working calendar.
        public let calendar: String
        /// Over the heads of all streams as of T (architecture 5).
        public let root: Digest
        /// Rows of the main sheet.
        public let rows: Int
        /// Rows counted only, because they are not verified yet.
        public let verifying: Int
        /// Every unit that reports weeks, by code: who signed when, and who is missing.
        public let signatures: [UnitSignature]
        public let isDemo: Bool
        public let by: Act

        public init(
            period: WeekPeriod, settings: FrozenSettings, calendar: String, root: Digest, rows: Int,
            verifying: Int,
            signatures: [UnitSignature], isDemo: Bool, by: Act
        ) {
            self.period = period
            self.settings = settings
            self.calendar = calendar
            self.root = root
            self.rows = rows
            self.verifying = verifying
            self.signatures = signatures
            self.isDemo = isDemo
            self.by = by
        }
    }

    /// The edition's files lie in the vault; later exports copy their bytes.
    public struct Published: EventPayload {
        public static let kind = "week.published.1"
        /// 0 is 定稿; n is 更正第n号.
        public let number: Int
        /// The manifest among them.
        public let files: [WeekFile]
        public let root: Digest
        public let manifest: Digest
        /// The manifest before: of the edition before, or in a 更正 this week's last one.
        public let previous: Digest?
        /// In a 更正, the manifest of 定稿.
        public let first: Digest?
        /// Rows open at T, as 汇总 prints them.
        public let closing: Int
        public let by: Act

        public init(
            number: Int, files: [WeekFile], root: Digest, manifest: Digest, previous: Digest?, first: Digest?,
            closing: Int, by: Act
        ) {
            self.number = number
            self.files = files
            self.root = root
            self.manifest = manifest
            self.previous = previous
            self.first = first
            self.closing = closing
            self.by = by
        }
    }

    /// One person says that a cell was printed wrong.
    public struct CorrectionProposed: EventPayload {
        public static let kind = "week.correctionProposed.1"
        /// From 1, within the week; 更正第n号 is numbered on confirmation.
        public let number: Int
        /// The row's number, such as `QH-2026-0042`.
        public let row: String
        public let column: LedgerColumn
        /// What the cell reads, and what it is to read; `nil` is an empty cell.
        public let old: Prose?
        public let new: Prose?
        public let reason: Prose
        public let by: Act

        public init(
            number: Int, row: String, column: LedgerColumn, old: Prose?, new: Prose?, reason: Prose, by: Act
        ) {
            self.number = number
            self.row = row
            self.column = column
            self.old = old
            self.new = new
            self.reason = reason
            self.by = by
        }
    }

    /// Another confirms it.
    public struct CorrectionConfirmed: EventPayload {
        public static let kind = "week.correctionConfirmed.1"
        public let number: Int
        /// n of 更正第n号: without gaps, from 1.
        public let serial: Int
        public let on: Day
        public let by: Act

        public init(number: Int, serial: Int, on: Day, by: Act) {
            self.number = number
            self.serial = serial
            self.on = on
            self.by = by
        }
    }

    /// It is not made; the proposer may take it back himself.
    public struct CorrectionDeclined: EventPayload {
        public static let kind = "week.correctionDeclined.1"
        public let number: Int
        public let reason: Prose
        public let on: Day
        public let by: Act

        public init(number: Int, reason: Prose, on: Day, by: Act) {
            self.number = number
            self.reason = reason
            self.on = on
            self.by = by
        }
    }

    /// The edition is handed out no more; its digest stays, so that the chain holds (decisions 23).
    public struct Withheld: EventPayload {
        public static let kind = "week.withheld.1"
        public let number: Int
        public let manifest: Digest
        public let reason: Prose
        public let on: Day
        public let by: Act

        public init(number: Int, manifest: Digest, reason: Prose, on: Day, by: Act) {
            self.number = number
            self.manifest = manifest
            self.reason = reason
            self.on = on
            self.by = by
        }
    }
}
