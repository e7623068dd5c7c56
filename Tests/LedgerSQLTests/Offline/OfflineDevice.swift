import Ledger
import Testing
import Walkthrough

/// A device that works without network: it makes its own ids, and sends what it recorded until it has an answer.
struct OfflineDevice {
    enum Request {
        case open(ID<ExperienceSession>, ExperienceSession.Details)
        case edit(ID<ExperienceSession>, SessionCommand, seen: Int?)
        case file(ID<RectificationItem>, FindingDraft)
        case upload([UInt8])
        case submit(ID<ExperienceSession>, seen: [String: Int])
    }

    /// What the network does to one request.
    enum Fate: UInt64, CaseIterable {
        case arrives, requestLost, answerLost, doubled
        /// A copy wanders about, and arrives when the device has gone on.
        case copyComesLate
    }

    let walks: WalkLedger
    let account: String

    /// The ledger's answer; the device tells one from another by what it says of itself.
    func send(_ request: Request) async throws -> String {
        let caller = try walks.test.caller(account)
        let ledger = walks.ledger
        switch request {
        case .open(let id, let details):
            let receipt = try await ledger.perform(
                OpenSession(
                    .routineWalk, details: details, visits: [], checklists: walks.uses,
                    observedAt: ledger.now,
                    deviceNow: ledger.now, id: id), by: caller)
            return "\(receipt)"
        case .edit(let id, let command, let seen):
            let receipt = try await ledger.perform(
                EditSession(
                    id.text, command, answerVersion: seen, observedAt: ledger.now, deviceNow: ledger.now),
                by: caller)
            return "\(receipt.number) \(receipt.answerVersion ?? 0)"
        case .file(let id, let draft):
            return "\(try await ledger.perform(FileItem(draft, id: id), by: caller))"
        case .upload(let bytes): return try await ledger.upload(bytes: bytes, by: caller).digest.text
        case .submit(let id, let seen):
            let receipt = try await ledger.perform(SubmitSession(id.text, seen: seen), by: caller)
            return "\(receipt.number) \(receipt.rows) \(receipt.suggestions)"
        }
    }

    /// Sends all of it in order over a bad network. Every answer of a repeat must be the first one.
    func send(_ requests: [Request], fates: [Fate], late: Int = 3) async throws {
        var wandering: [(due: Int, request: Request)] = []
        for (index, request) in requests.enumerated() {
            let fate = fates[index % fates.count]
            let first = try await send(request)
            switch fate {
            case .arrives, .requestLost: break
            case .answerLost, .doubled: #expect(try await send(request) == first, "\(fate) \(request)")
            case .copyComesLate: wandering.append((index + late, request))
            }
            for copy in wandering where copy.due == index { await arrive(copy.request) }
            wandering.removeAll { $0.due <= index }
        }
        for copy in wandering { await arrive(copy.request) }
    }

    /// Nobody waits for this answer; a refusal is as good as a receipt.
    private func arrive(_ request: Request) async { _ = try? await send(request) }
}
