import Ledger
import LedgerSQL
import Walkthrough

/// What tests of signing in share.
protocol SignInKit {}

extension SignInKit {
    var good: String { "松风-Lake-42-夜雨" }

    /// A store with a system and a security administrator who can sign in.
    func use(_ body: (TestLedger) async throws -> Void) async throws {
        try await TestLedger.use(isDemo: false) { test in
            try await test.ledger.setPassword(of: "sysadmin", to: good, by: .local("root"))
            try await test.ledger.setPassword(of: "secadmin", to: good, by: .local("root"))
            try await body(test)
        }
    }

    /// Changes a setting, as its keeper would.
    func set(_ key: SettingKey, to value: String, in test: TestLedger) async throws {
        try await test.ledger.store.writeAlone { transaction in
            let actor = Actor(account: "local:tester", person: nil, authentication: .none)
            let change = SettingChanged(
                key: key.rawValue, value: value, old: "", reason: try Prose("试", "理由"))
            _ = try transaction.append(
                Setting.self, key.rawValue, [.changed(change)], by: actor, expected: 0)
        }
    }

    /// What kind of error `body` throws; `nil` for none.
    func code(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let error as LedgerError {
            return switch error {
            case .unauthenticated: "unauthenticated"
            case .passwordMustChange: "passwordMustChange"
            case .notPermitted: "notPermitted"
            case .tooMany: "tooMany"
            case .invalid: "invalid"
            case .malformed, .notPossible, .preconditionMissing, .stale, .unknown, .tooLarge,
                .unsupportedType,
                .unavailable, .uncertain, .unusableStore, .internalFault:
                "other: \(error)"
            }
        } catch { return "\(error)" }
    }
}
