extension RectificationItem {
    /// A file that this row promised is there. A fact, asked of no gate: also a row that ended meanwhile learns it.
    /// - Parameter actor: whoever sent it.
    /// - Returns: `nil` if the row does not wait for it.
    public func arrival(
        of file: EvidenceRef, actor: Actor, in directory: some UnitDirectory
    ) -> ItemEvent? {
        guard let promise = evidence.promise(of: file.digest) else { return nil }
        let act = Standing(of: actor, to: self, in: directory).act
        return .attached(.init(evidence: [promise.arrived(as: file)], by: act))
    }
}

extension ExperienceSession {
    /// Files that the walk promised are there, also after it was submitted. Only who types in the walk sends them.
    public func arrivals(of file: EvidenceRef, actor: Actor, at: Instant) -> [SessionEvent] {
        guard isEnterer(actor) else { return [] }
        return attachments.filter { $0.evidence.isPromised && $0.evidence.digest == file.digest }.map {
            waiting in
            .attached(
                SessionAttached(
                    evidence: waiting.evidence.arrived(as: file), answer: waiting.answer,
                    finding: waiting.finding, isClue: waiting.isClue, entry: Entry(actor, at: at)))
        }
    }
}

extension ClueCase {
    /// A file that the case promised is there; see `RectificationItem.arrival`.
    public func arrival(of file: EvidenceRef, actor: Actor, at: Instant) -> ClueEvent? {
        guard actor.isProven, isVisible(to: actor.person), let promise = evidence.promise(of: file.digest)
        else { return nil }
        return .attached(
            ClueAttached(evidence: [promise.arrived(as: file)], entry: Entry(actor, at: at)))
    }
}
