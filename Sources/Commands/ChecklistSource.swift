import Imports

/// Where a command finds the checklists: the standard ones, and with a store the office's beside them.
struct ChecklistSource: Sendable {
    let library: @Sendable (GlobalOptions) async throws -> ChecklistLibrary

    static let standard = ChecklistSource { _ in try ChecklistLibrary.standard() }
}
