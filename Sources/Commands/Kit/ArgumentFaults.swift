import Synchronization
import Walkthrough

/// Why the last value of a command line could not be read: `ExpressibleByArgument` can only say that it could not.
final class ArgumentFaults: Sendable {
    @TaskLocal static var current: ArgumentFaults?

    private let fault = Mutex<Invalid?>(nil)

    var last: Invalid? { fault.withLock { $0 } }

    static func note(_ fault: Invalid) { current?.fault.withLock { $0 = fault } }
}
