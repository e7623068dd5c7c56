import Dispatch

/// Where passwords are derived: one at a time, away from the threads that tasks share, so that a burst of sign-ins
/// neither stops the server nor takes many times the memory of one.
enum DerivationThread {
    private static let queue = DispatchQueue(label: "peizou.derivation", qos: .userInitiated)

    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
