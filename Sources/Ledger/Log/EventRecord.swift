package import Walkthrough

/// One line of the log, as it is stored and hashed (architecture 5).
package struct EventRecord: Hashable, Sendable {
    package var stream: StreamID
    package var version: Int
    package var kind: String
    /// JSON as written; codes, days, numbers and digests, no typed text.
    package var payload: String
    package var actor: String
    package var enteredBy: String
    package var authentication: Authentication
    package var origin: String
    package var at: Instant
    package var hash: [UInt8]

    package init(
        stream: StreamID, version: Int, kind: String, payload: String, actor: String, enteredBy: String,
        authentication: Authentication, origin: String, at: Instant, hash: [UInt8]
    ) {
        self.stream = stream
        self.version = version
        self.kind = kind
        self.payload = payload
        self.actor = actor
        self.enteredBy = enteredBy
        self.authentication = authentication
        self.origin = origin
        self.at = at
        self.hash = hash
    }
}

/// The end of a stream's chain.
package struct StreamHead: Hashable, Sendable {
    package let version: Int
    package let hash: [UInt8]
    package let at: Instant

    package init(version: Int, hash: [UInt8], at: Instant) {
        self.version = version
        self.hash = hash
        self.at = at
    }
}
