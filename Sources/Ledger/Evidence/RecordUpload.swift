import Dispatch
package import Walkthrough

/// Notes who brought a file into the vault: whoever did may read it and name it, though no row that he sees names it
/// (architecture 12).
package struct RecordUpload: LedgerCommand {
    package static let act = "上传佐证"
    package static let scope = TokenScope.file

    let stored: EvidenceVault.Stored

    package var action: Action { .useEvidence }

    package init(_ stored: EvidenceVault.Stored) { self.stored = stored }

    package func run(in work: CommandTransaction) throws -> Done {
        try work.write.setUpload(
            UploadRecord(
                digest: stored.digest, account: work.actor.account, mediaType: stored.mediaType,
                byteCount: stored.byteCount, takenAt: stored.takenAt, at: work.at))
        try keepPromises(in: work)
        return Done(version: 0)
    }

    /// Tells every row, walk and case that waits for the file and that the sender has to do with.
    private func keepPromises(in work: CommandTransaction) throws {
        let streams = try work.read.evidencePromises(stored.digest)
        guard !streams.isEmpty else { return }
        let file = try EvidenceRef(
            digest: stored.digest, kind: .photo, mediaType: stored.mediaType, byteCount: stored.byteCount,
            takenAt: stored.takenAt)
        let scopes = work.read.scopes(of: work.actor, for: .readItems)
        for stream in streams {
            switch stream.kind {
            case .item:
                guard try work.read.sees(.item, stream.id, in: scopes),
                    let item = try work.read.state(RectificationItem.self, stream.id),
                    let event = item.state.arrival(of: file, actor: work.actor, in: DirectoryOf(work.read))
                else { continue }
                try work.write.append(
                    RectificationItem.self, stream.id, [event], by: work.actor, expected: item.version)
            case .session:
                guard try work.read.sees(.session, stream.id, in: scopes),
                    let walk = try work.read.state(ExperienceSession.self, stream.id)
                else { continue }
                let events = walk.state.arrivals(of: file, actor: work.actor, at: work.at)
                guard !events.isEmpty else { continue }
                try work.write.append(
                    ExperienceSession.self, stream.id, events, by: work.actor, expected: walk.version)
            case .clue:
                guard let clue = try work.read.state(ClueCase.self, stream.id),
                    let event = clue.state.arrival(of: file, actor: work.actor, at: work.at)
                else { continue }
                try work.write.append(
                    ClueCase.self, stream.id, [event], by: work.actor, expected: clue.version)
            case .account, .calendar, .campaign, .checklist, .generalization, .notice, .oneThing, .person,
                .service, .setting, .source, .store, .suggestion, .unit, .unitWeek, .week:
                continue
            }
        }
    }
}

/// Where files of the vault are made durable: away from the threads that tasks share, since the disk takes its time.
enum VaultThread {
    private static let queue = DispatchQueue(label: "peizou.vault", attributes: .concurrent)

    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(LedgerError) -> Value
    ) async throws(LedgerError) -> Value {
        let result: Result<Value, LedgerError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(LedgerError) {
                    continuation.resume(returning: .success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}

extension Ledger {
    /// Begins a file that comes in by pieces, such as the body of a `PUT`; append to it and hand it to `finish`.
    /// - Parameters:
    ///   - name: as it was called; only its extension is looked at.
    ///   - mediaType: what the sender says that it is.
    ///   - announced: how many bytes the sender says will come.
    /// - Throws: `unauthenticated` or `notPermitted` before anything is written; `tooLarge`.
    package func beginUpload(
        name: String? = nil, mediaType: String? = nil, announced: Int? = nil, by caller: Caller
    ) async throws(LedgerError) -> EvidenceUpload {
        let now = environment.now()
        let limit: Int
        do {
            limit = try await store.read { transaction in
                let view = try QueryTransaction(transaction, caller: caller, at: now)
                try view.actor.must(.useEvidence)
                try view.require(.file)
                return try transaction.settings().evidenceBytes
            }
        } catch {
            let fault = Self.fault(error, environment)
            if fault.isWorthLogging { await note(RecordUpload.act, caller, fault) }
            throw fault
        }
        return try vault.begin(name: name, mediaType: mediaType, limit: limit, announced: announced)
    }

    /// Gives an upload its place, and notes whose it is. Repeating an upload changes nothing.
    /// - Throws: what the vault refuses; then nothing is left of it.
    package func finish(
        _ upload: EvidenceUpload, by caller: Caller
    ) async throws(LedgerError) -> EvidenceVault.Stored {
        let stored = try await VaultThread.run { () throws(LedgerError) in try upload.finish() }
        try await perform(RecordUpload(stored), by: caller)
        return stored
    }

    /// Brings a file of this machine into the vault.
    package func upload(
        file path: String, by caller: Caller
    ) async throws(LedgerError) -> EvidenceVault.Stored {
        let limit = try await evidenceLimit()
        let vault = vault
        let stored = try await VaultThread.run { () throws(LedgerError) in
            try vault.put(file: path, name: path, limit: limit)
        }
        try await perform(RecordUpload(stored), by: caller)
        return stored
    }

    package func upload(
        bytes: [UInt8], name: String? = nil, by caller: Caller
    ) async throws(LedgerError) -> EvidenceVault.Stored {
        let upload = try await beginUpload(name: name, announced: bytes.count, by: caller)
        try upload.append(bytes)
        return try await finish(upload, by: caller)
    }
}
