import FoundationEssentials
public import Walkthrough

/// One change of the ledger: what every front hands to `Ledger.perform`.
public protocol LedgerCommand: Sendable {
    associatedtype Receipt: Codable & Sendable
    /// The Chinese name of the act, for the access log.
    static var act: String { get }
    /// What it is done to, for the access log: a number, a name; empty where that is not known before.
    var subject: String { get }
    /// What of the permission table it is; asked before it runs.
    var action: Action { get }
    /// What a token must have been issued for.
    static var scope: TokenScope { get }
    /// Whether it asks for its scope itself, since that hangs on what it does.
    static var asksScope: Bool { get }
    /// Whether it writes so much that it takes a transaction of its own.
    static var isLong: Bool { get }
    /// Whether it may be called with a password that must be changed first.
    static var changesPassword: Bool { get }
    /// The files of the vault that it names; the vault is asked for them before the transaction.
    var namedEvidence: [Digest] { get }
    func run(in work: CommandTransaction) throws -> Receipt
    /// What of the receipt is kept under a request key, for a repeat: nothing that must not lie in the store.
    func kept(_ receipt: Receipt) -> Receipt
}

extension LedgerCommand {
    public static var scope: TokenScope { .act }
    public static var asksScope: Bool { false }
    public static var isLong: Bool { false }
    public var subject: String { "" }
    public static var changesPassword: Bool { false }
    public var namedEvidence: [Digest] { [] }
    public func kept(_ receipt: Receipt) -> Receipt { receipt }
}

/// One question to the ledger.
public protocol LedgerQuery: Sendable {
    associatedtype Answer: Sendable
    static var act: String { get }
    /// What is looked at, for the access log: a number, a week, a unit; empty for a list.
    var subject: String { get }
    /// What of the permission table it is; asked before it is answered.
    var action: Action { get }
    func answer(in view: QueryTransaction) throws -> Answer
}

extension LedgerQuery {
    public static var act: String { "查询" }
    public var subject: String { "" }
}

/// What a query reads: one moment, and who asks.
public class QueryTransaction {
    package let read: any ReadTransaction
    /// Who asks, as resolved in this transaction.
    public let actor: Actor
    /// Now: for a command by the clock that its store shares, for a query by this machine's.
    public let at: Instant
    public var today: Day { at.day }
    /// The token in use, if its use is to be noted.
    let sighting: Sighting?

    package init(_ read: any ReadTransaction, caller: Caller, at: Instant, forPassword: Bool = false) throws {
        self.read = read
        self.at = at
        (actor, sighting) = try read.identity(of: caller, at: at, forPassword: forPassword)
    }

    private lazy var storedSettings: Result<Settings, any Error> = Result { [read] in try read.settings() }
    private lazy var storedCalendar: Result<WorkCalendar, any Error> = Result { [read] in try read.calendar()
    }

    /// The settings and the calendar of this transaction, read once.
    package func settings() throws -> Settings { try storedSettings.get() }
    package func calendar() throws -> WorkCalendar { try storedCalendar.get() }

    /// - Throws: `LedgerError.notPermitted` if the token in use was not issued for `scope`.
    package func require(_ scope: TokenScope) throws {
        guard actor.isScoped(for: scope) else {
            throw LedgerError.notPermitted("这个令牌不能用于“\(scope.title)”；请用有此范围的令牌，或用密码登录")
        }
    }

    /// The state, or `unknown` with `what` in its message.
    package func existing<A: Aggregate>(_ type: A.Type, _ id: String, _ what: String) throws -> Versioned<A> {
        guard let found = try read.state(type, id) else { throw LedgerError.unknown("没有\(what)；请核对后再试") }
        return found
    }
}

/// What a command reads and writes in its one transaction.
public final class CommandTransaction: QueryTransaction {
    package let write: any WriteTransaction

    /// Files that the command names and that are not in the vault.
    let missing: Set<Digest>

    package init(
        _ write: any WriteTransaction, caller: Caller, forPassword: Bool = false, missing: Set<Digest> = []
    ) throws {
        self.write = write
        self.missing = missing
        try super.init(write, caller: caller, at: write.at, forPassword: forPassword)
    }

    /// - Throws: `LedgerError.stale` if somebody changed it meanwhile.
    package func check(_ expected: Int?, _ current: Int) throws {
        guard let expected, expected != current else { return }
        let seen = expected > 0 ? "您看到的是第 \(expected) 版，" : "您给出的不是它的版本，"
        throw LedgerError.stale(current: current, "内容已有变动（\(seen)现在是第 \(current) 版）；请刷新后再办")
    }

    private var idsGiven: UInt64 = 0

    /// A new id by this transaction's clock; later ones sort behind earlier ones.
    package func newID<Entity>(_ type: Entity.Type = Entity.self) -> ID<Entity> {
        idsGiven += 1
        return ID(at: at, random: (idsGiven >> 12, (idsGiven & 0xFFF) << 50 | write.random() >> 14))
    }

    /// The next number of a series, such as `QH-2026-0042`; `prefix` tells other series apart.
    package func nextNumber(_ series: String, prefix: String = "") throws -> String {
        let number = try write.nextSerial(series, year: today.year)
        let digits = String(number)
        return "\(read.county.code)-\(prefix)\(today.year)-"
            + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

/// Receipts as the request table keeps them.
enum Receipts {
    static func encode(_ receipt: some Encodable) throws -> String {
        try CanonicalJSON.encode(Box(value: receipt))
    }

    static func decode<R: Decodable>(_ type: R.Type, _ text: String) throws -> R {
        try JSONDecoder().decode(Box<R>.self, from: Data(text.utf8)).value
    }

    struct Box<Value> { let value: Value }
}

extension Receipts.Box: Encodable where Value: Encodable {}
extension Receipts.Box: Decodable where Value: Decodable {}

/// What a command without a better answer returns.
public struct Done: Codable, Hashable, Sendable {
    /// The version of the record after the command.
    public let version: Int

    public init(version: Int) { self.version = version }
}
