/// What one walk gives to the statistics: that it took place, and what was seen. Only a walk that counts gives
/// anything: submitted, and confirmed where it must be (decisions 2). Clues give nothing (decisions 4).
public struct WalkFact: Hashable, Sendable {
    /// An answer that is in a rate or beside it: 通过, 有问题, 可优化. 不适用 and 未查看 are neither (decisions 10).
    public struct Seen: Hashable, Sendable {
        public enum Value: Int, Sendable, CaseIterable { case passed, failed, improvable }

        public let code: String
        public let value: Value
        public let unit: UnitCode?
        /// The code of the service item that was walked.
        public let service: String?
        public let channels: [Channel]
    }

    public let walker: ID<Person>
    /// A walk of 主要负责人, for 周走率.
    public let isLeaders: Bool
    /// When the server got it: its day and week go by this (decisions 2).
    public let submitted: Instant
    public let unit: UnitCode?
    /// Codes of the service items that were walked.
    public let services: [String]
    public let seen: [Seen]

    /// `nil` for a walk that does not count.
    public init?(of walk: ExperienceSession) {
        guard walk.counts, case .submitted(let submission) = walk.phase else { return nil }
        let details = walk.details
        walker = walk.walker
        isLeaders = walk.role.isLeader
        submitted = submission.entry.receivedAt
        unit = details.place
        services = Set(details.items.compactMap(\.code)).sorted()
        seen = walk.answers.compactMap { record in
            guard !record.isClue, let value = Seen.Value(record.value) else { return nil }
            let answer = record.answer
            return Seen(
                code: answer.code, value: value, unit: answer.unit ?? details.place,
                service: answer.item ?? details.items.first?.code,
                channels: answer.channels.isEmpty ? details.channels : answer.channels)
        }
    }
}

extension WalkFact.Seen.Value {
    init?(_ value: Answer.Value) {
        switch value {
        case .pass: self = .passed
        case .fail: self = .failed
        case .improvable: self = .improvable
        case .notApplicable, .notSeen: return nil
        }
    }
}

extension Channel {
    /// Channels as one number: the bit of each is its place in `allCases`, which never changes order.
    public static func mask(_ channels: some Sequence<Channel>) -> Int {
        channels.reduce(0) { $0 | 1 << (allCases.firstIndex(of: $1) ?? 0) }
    }

    /// The channels of a number that `mask` gave.
    public static func channels(of mask: Int) -> [Channel] {
        allCases.enumerated().filter { mask & 1 << $0.offset != 0 }.map(\.element)
    }
}

extension Dimension {
    /// The theme of a standard check point, by the capitals before its number (domain §3.1–3.12); `nil` for an office's own.
    public init?(ofCode code: String) {
        switch CheckCode.theme(code) {
        case "COV": self = .coverage
        case "FLOW": self = .flow
        case "ESC": self = .escort
        case "EXP": self = .experience
        case "POL": self = .policy
        case "CHF": self = .chief
        case "GRP": self = .groups
        case "OTG": self = .oneThing
        case "XPR": self = .crossRegion
        case "HALL": self = .hall
        case "STF": self = .staff
        case "RAT": self = .rating
        default: return nil
        }
    }
}
