package import Walkthrough

/// What a client sends with a request so that a repeat is not a second act (architecture 8).
package struct RequestKey: Hashable, Sendable {
    /// Begins the keys that clients choose; no key of ours holds a space.
    package static let ofClient = "key "

    package let key: String
    package let bodyDigest: Digest

    package init(key: String, bodyDigest: Digest) {
        self.key = key
        self.bodyDigest = bodyDigest
    }
}

package struct RequestRecord: Hashable, Sendable {
    package let bodyDigest: Digest
    package let receipt: String

    package init(bodyDigest: Digest, receipt: String) {
        self.bodyDigest = bodyDigest
        self.receipt = receipt
    }
}

/// A password's scrypt hash and the lockout beside it; `nil` hash is an account that has none yet.
package struct CredentialRecord: Hashable, Sendable {
    package var account: String
    package var hash: String?
    package var changedAt: Instant
    package var failures: Int
    package var lockedUntil: Instant?

    package init(account: String, hash: String?, changedAt: Instant, failures: Int, lockedUntil: Instant?) {
        self.account = account
        self.hash = hash
        self.changedAt = changedAt
        self.failures = failures
        self.lockedUntil = lockedUntil
    }
}

/// A token by its digest: what it opens, and until when.
package struct TokenRecord: Hashable, Sendable {
    package enum Purpose: String, Sendable {
        /// A sign-in: ends when idle, and after some hours in any case.
        case session
        /// For machines and scripts: scopes and days.
        case api
        /// The personal card of a 体验员, which opens sessions and nothing else.
        case card
    }

    /// Which tokens of an account are meant.
    package enum Which: Sendable {
        case all
        /// What its password opened.
        case ofPassword
        /// Its card, and what that opened.
        case ofCard
    }

    package var digest: Digest
    package var account: String
    /// Empty: as far as the account's roles reach.
    package var scopes: [String]
    package var issuedAt: Instant
    package var expiresAt: Instant
    package var revokedAt: Instant?
    /// The id that the log knows the token by.
    package var id: String
    package var purpose: Purpose
    /// When it was last used, within a minute.
    package var seenAt: Instant?
    /// The device that a card is bound to, and that a session came from which a card opened.
    package var device: Digest?

    package init(
        digest: Digest, account: String, scopes: [String], issuedAt: Instant, expiresAt: Instant,
        revokedAt: Instant? = nil, id: String, purpose: Purpose, seenAt: Instant? = nil, device: Digest? = nil
    ) {
        self.digest = digest
        self.account = account
        self.scopes = scopes
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.id = id
        self.purpose = purpose
        self.seenAt = seenAt
        self.device = device
    }
}

/// A refused, failed or privileged act; not part of the event log (architecture 16).
package struct AccessEntry: Hashable, Sendable {
    package let at: Instant
    package let account: String
    package let act: String
    package let subject: String
    package let outcome: String

    package init(at: Instant, account: String, act: String, subject: String, outcome: String) {
        self.at = at
        self.account = account
        self.act = act
        self.subject = subject
        self.outcome = outcome
    }
}

/// An entry with its place in the access log.
package struct AccessRecord: Hashable, Sendable {
    package let sequence: Int64
    package let entry: AccessEntry

    package init(sequence: Int64, entry: AccessEntry) {
        self.sequence = sequence
        self.entry = entry
    }
}

/// A filter of the access log.
package struct AccessQuery: Hashable, Sendable {
    package var account: String?
    package var from: Instant?
    package var before: Instant?
    package var limit = 50
    /// The sequence of the last entry of the page before.
    package var after: Int64?

    package init() {}
}
