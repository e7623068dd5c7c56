package import Walkthrough

/// A checklist of a list as JSON: how many items it has.
package struct ChecklistLine: Codable, Sendable {
    package let id: String
    package let title: String
    package let items: Int
    package let core: Int
    package let origin: ChecklistOrigin
    package let file: String

    package init(_ checklist: Checklist, origin: ChecklistOrigin, file: String) {
        id = checklist.id
        title = checklist.title.text
        items = checklist.items.count
        core = checklist.items.count { !$0.core.isEmpty }
        self.origin = origin
        self.file = file
    }
}

/// A checklist, or some of its items, as JSON.
package struct ChecklistDocument: Codable, Sendable {
    package struct Item: Codable, Sendable {
        package let id: String
        package let dimension: Dimension
        package let text: String
        package let fail: String
        package let evidence: String
        package let channels: [Channel]
        package let kinds: [SessionKind]
        package let core: [SessionKind]
        package let clue: Bool
        package let traits: [ServiceTrait]
        package let groups: [SpecialGroup]
        package let seeAlso: [String]
        package let source: [String]

        init(_ item: CheckItem) {
            id = item.id.text
            dimension = item.dimension
            text = item.text.text
            fail = item.fail.text
            evidence = item.evidence.text
            channels = item.channels
            kinds = item.kinds
            core = item.core
            clue = item.clue
            traits = item.traits
            groups = item.groups
            seeAlso = item.seeAlso.map(\.text)
            source = item.source.map(\.text)
        }
    }

    package let id: String
    package let title: String
    package let origin: ChecklistOrigin
    package let file: String
    package let items: [Item]

    /// - Parameter items: those to show; all of the checklist's where none are named.
    package init(_ checklist: Checklist, items: [CheckItem]? = nil, origin: ChecklistOrigin, file: String) {
        id = checklist.id
        title = checklist.title.text
        self.origin = origin
        self.file = file
        self.items = (items ?? checklist.items).map(Item.init)
    }
}
