package import Ledger
package import Walkthrough

/// The notice of a duty as JSON.
package struct NoticeDocument: Codable, Sendable {
    package let number: String
    package let post: String
    package let day: Day
    package let window: String
    package let windowName: String?
    package let howTo: String
    package let decision: PublicationDecision.Value?
    package let decidedAt: Instant?
    package let version: Int

    package init(_ line: ListNotices.Line) {
        let notice = line.notice
        number = notice.number
        post = notice.drafted.post.description
        day = notice.drafted.day
        window = notice.drafted.window.text
        windowName = line.windowName
        howTo = notice.drafted.howTo.description
        decision = notice.decision?.value
        decidedAt = notice.decidedAt
        version = line.version
    }
}
