import Walkthrough

/// What `verify` found: the first break of each kind, and what was erased by law (decisions 1).
public struct VerifyReport: Hashable, Sendable {
    public enum Check: String, Hashable, Sendable, CaseIterable {
        case chain, text, evidence, projection, search, frozen, manifest

        public var title: String {
            switch self {
            case .chain: "事件日志"
            case .text: "文字记录"
            case .evidence: "佐证材料"
            case .projection: "当前数据"
            case .search: "检索索引"
            case .frozen: "定稿文件"
            case .manifest: "台账清单"
            }
        }
    }

    public struct Fault: Hashable, Sendable {
        public let check: Check
        public let what: String

        public init(_ check: Check, _ what: String) {
            self.check = check
            self.what = what
        }
    }

    public internal(set) var streams = 0
    public internal(set) var events = 0
    public internal(set) var texts = 0
    public internal(set) var evidence = 0
    public internal(set) var frozenFiles = 0
    /// The first break of each kind.
    public internal(set) var faults: [Fault] = []
    /// How many breaks there are of each kind.
    public internal(set) var counts: [Check: Int] = [:]
    public internal(set) var erased: [String] = []

    package init() {}

    public var isSound: Bool { faults.isEmpty }

    package mutating func fail(_ check: Check, _ what: @autoclosure () -> String) {
        counts[check, default: 0] += 1
        if counts[check] == 1 { faults.append(Fault(check, what())) }
    }

    package mutating func count(
        streams: Int = 0, events: Int = 0, texts: Int = 0, evidence: Int = 0, frozen: Int = 0
    ) {
        self.streams += streams
        self.events += events
        self.texts += texts
        self.evidence += evidence
        frozenFiles += frozen
    }

    package mutating func noteErased(_ what: String) { erased.append(what) }
}
