package import Ledger
package import Walkthrough

/// The window that an e码 stands for, as JSON.
package struct DoorDocument: Codable, Sendable {
    package let window: UnitCode
    package let name: String
    package let place: String?

    package init(_ answer: ShowDoor.Answer) {
        window = answer.window
        name = answer.name
        place = answer.place
    }
}

/// What became of a report, for whoever holds its receipt, as JSON.
package struct ReportDocument: Codable, Sendable {
    package let number: String
    package let madeAt: Instant
    package let stage: PublicProgress.Stage
    package let stageTitle: String
    package let text: String
    package let replyBy: Day?
    package let provisional: Bool
    package let repliedOn: Day?
    package let photos: Int
    package let photosPending: Int
    package let photosUntil: Instant
    package let photosLeft: Int

    package init(_ answer: ReadReport.Answer) {
        let progress = answer.progress
        number = answer.number
        madeAt = answer.madeAt
        stage = progress.stage
        stageTitle = progress.stage.title
        text = progress.text
        replyBy = progress.replyBy
        provisional = progress.replyIsProvisional
        repliedOn = progress.repliedOn
        photos = progress.photos
        photosPending = progress.photosPending
        photosUntil = answer.photosUntil
        photosLeft = answer.photosLeft
    }
}
