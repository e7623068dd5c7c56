extension ExperienceSession {
    /// Whether the walk holds already what `command` would put into it, so that a repeat changes nothing: a device without
    /// network cannot know whether its last request came through (decisions 2).
    ///
    /// A visit that was ended stays ended when its beginning comes once more. Acts on a whole walk are not repeats.
    public func holds(_ command: SessionCommand) -> Bool {
        switch command {
        case .change(let details): return details == self.details
        case .answer(let answer): return self.answer(answer.code)?.answer == answer
        case .addVisit(let visit):
            return visits.contains { $0.start == visit.start && (visit.end == nil || $0.end == visit.end) }
        case .attach(let evidence, let answer, let finding):
            return attachments.contains {
                $0.evidence.digest == evidence.digest && $0.answer == answer && $0.finding == finding
                    && !evidence.keeps($0.evidence)
            }
        case .group(let finding): return findings.contains(finding)
        case .suggest(let suggestion): return suggestions.contains(suggestion)
        case .recordMeeting(let meeting): return meeting == self.meeting
        case .help(let help): return helpLog.contains(help)
        case .call(let call): return calls.contains(call)
        case .follow(let followed): return self.followed.contains(followed)
        case .recordFeelings(let feelings): return feelings == self.feelings
        case .explain(let signal, let text):
            return explanations.contains { $0.signal == signal && $0.text == text }
        case .remove, .open, .submit, .confirm, .withdraw: return false
        }
    }
}
