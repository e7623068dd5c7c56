/// A clue of misconduct, kept apart from the ledger (decisions 4): seen by its filer and two named officers only,
/// absent from lists, search, counts by unit, exports and public pages. It leaves by 移送.
public struct ClueCase: Hashable, Sendable, Codable {
    /// Where it came from: an answer of a walk, a source marked as clue, or a report.
    public struct Origin: Hashable, Sendable, Codable {
        public let session: Opened?
        /// The check point of the answer.
        public let code: String?
        /// The code of the source.
        public let source: String?
        /// The file or page that it was imported from.
        public let file: Prose?

        public init(session: Opened? = nil, code: String? = nil, source: String? = nil, file: Prose? = nil) {
            self.session = session
            self.code = code
            self.source = source
            self.file = file
        }
    }

    /// The two who handle the case.
    public struct Officers: Hashable, Sendable, Codable {
        public let first: ID<Person>
        public let second: ID<Person>

        /// - Throws: `Invalid` unless they are two persons.
        public init(_ first: ID<Person>, _ second: ID<Person>) throws(Invalid) {
            guard first != second else {
                throw Invalid("受理人", "两名受理人是同一人", mend: "请指定两个不同的人")
            }
            self.first = first
            self.second = second
        }

        public var both: [ID<Person>] { [first, second] }
    }

    /// Who reported, as far as he said: for the two officers only.
    public struct Reporter: Hashable, Sendable, Codable {
        public let mode: ReporterMode
        public let name: Prose?
        public let contact: Prose?
        public let caseNumber: Prose?

        public init(mode: ReporterMode, name: Prose? = nil, contact: Prose? = nil, caseNumber: Prose? = nil) {
            self.mode = mode
            self.name = name
            self.contact = contact
            self.caseNumber = caseNumber
        }
    }

    public struct Note: Hashable, Sendable, Codable {
        public let text: Prose
        public let entry: Entry
    }

    /// 移送: to whom, on which paper, on which day.
    public struct Transfer: Hashable, Sendable, Codable {
        public let to: Prose
        public let paper: Prose
        public let day: Day

        public init(to: Prose, paper: Prose, day: Day) {
            self.to = to
            self.paper = paper
            self.day = day
        }
    }

    public enum State: Hashable, Sendable, Codable {
        case sealed
        case transferred(Transfer, Entry)

        /// The state by its name in documents and stored rows.
        public enum Kind: String, Sendable, CaseIterable, Codable {
            case sealed, transferred

            public var title: String {
                switch self {
                case .sealed: "密存"
                case .transferred: "已移送"
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .sealed: .sealed
            case .transferred: .transferred
            }
        }

        public var title: String { kind.title }
    }

    public let number: String
    public let origin: Origin
    public let text: Prose
    public let unit: UnitCode?
    public internal(set) var evidence: [EvidenceRef]
    /// Who reported it through an e码.
    public let reporter: Reporter?
    /// Who saw it; the entry says who typed it.
    public let filer: ID<Person>?
    public let opened: Entry
    public internal(set) var officers: Officers
    public internal(set) var notes: [Note] = []
    public internal(set) var state: State = .sealed

    /// Only its filer and its two officers; no role opens it.
    public func isVisible(to person: ID<Person>?) -> Bool {
        guard let person else { return false }
        return person == filer || person == opened.person || officers.both.contains(person)
    }

    public func isOfficer(_ person: ID<Person>?) -> Bool { person.map(officers.both.contains) ?? false }
}
