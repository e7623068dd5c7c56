public import Walkthrough

/// Whether the caller may read reference data that lies outside of the store, such as the checklists' files.
public struct ReferenceReader: LedgerQuery {
    public static let act = "查看清单"

    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws {}
}
