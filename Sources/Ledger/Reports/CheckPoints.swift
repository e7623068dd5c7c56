import Walkthrough

/// What the county's stored checklists say about check points. A code that none of them has is taken as a standard one.
struct CheckPoints {
    private var dimensions: [String: Dimension] = [:]
    private var clues: Set<String> = []

    init(_ read: any ReadTransaction) throws {
        try read.states(ChecklistStream.self) { _, stream in
            for item in stream.state.revision.checklist.items {
                dimensions[item.id.text] = item.dimension
                if item.clue { clues.insert(item.id.text) }
            }
        }
    }

    /// `nil` for an office's own point whose checklist is not stored here.
    func dimension(of code: String) -> Dimension? { dimensions[code] ?? Dimension(ofCode: code) }

    /// Points about misconduct are in no figure: their faults are sealed, so that passes alone would say nothing
    /// (decisions 4).
    func counts(_ code: String) -> Bool { !clues.contains(code) }
}
